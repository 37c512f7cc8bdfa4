"""The main journeys, as a vendor and a couple walk them: real pages, a real server."""

import datetime as dt

import pytest
from django.conf import settings
from playwright.sync_api import expect

from campaigns.broadcasts.tasks import expand_all
from campaigns.models import Emergency
from crm_connectors.import_couples import run
from crm_connectors.models import Import
from messaging.links import Target, url
from messaging.models import Consent, Message, Thread
from messaging.news import announce
from messaging.states import State
from tests.browser.elsewhere import elsewhere
from tests.browser.looking import violations
from tests.factories import (
    AccountFactory,
    CampaignFactory,
    PersonFactory,
    VariantFactory,
    WeddingFactory,
)
from tests.messaging.handing import handed
from tests.messaging.providers.texts import GUEST
from tests.messaging.texts import awake, say, twilio
from tests.wedsync.dashboard.stage import bring, messages_of, running
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client, Wedding

pytestmark = [
    pytest.mark.browser,
    # WhiteNoise serves files by plain iterators, which Django mentions under ASGI.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume:Warning"),
]
PHONE = {"width": 390, "height": 844}
SHEET = b"""Couple,Email,Wedding date,Guests
Lena & Marc,lena@example.com,2027-06-19,85
Ruth & Eli,ruth@example.com,2027-07-03,60
"""


def wedding_of(vendor, **also):
    person = PersonFactory(client__vendor=vendor, email="lena@example.com", **also)
    return person, WeddingFactory(client=person.client)


def test_couples_come_in_from_a_file(signed_in, member):
    page = signed_in()
    page.goto("/imports/")
    page.locator("input[type=file]").set_input_files(
        {"name": "season.csv", "mimeType": "text/csv", "buffer": SHEET}
    )
    page.get_by_role("button", name="Upload and look at it").click()
    page.get_by_role("button", name="Bring them in").click()
    expect(page.get_by_role("button", name="Bring them in")).to_have_count(0)

    with operator():
        batch = Import.objects.get()
    elsewhere(lambda: run(batch.pk))

    page.goto("/weddings/?when=all")
    expect(page.get_by_role("link", name="Lena & Marc")).to_be_visible()
    with operator():
        assert Client.objects.filter(vendor=member.vendor).count() == 2


def test_a_running_campaign_pauses_and_goes_on(signed_in, member):
    campaign = running(member.vendor, *[State.QUEUED] * 3)
    page = signed_in()
    page.goto(f"/campaigns/{campaign.pk}/")

    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("Paused: nothing more leaves")).to_be_visible()
    page.get_by_role("button", name="Resume").click()

    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert {one.state for one in messages_of(campaign)} == {"queued"}


def test_a_reply_arrives_by_itself_and_is_answered(signed_in, member):
    vendor = member.vendor
    account = twilio(vendor=vendor)
    PersonFactory(client__vendor=vendor, phone=GUEST, timezone=awake(), given_name="Lena")
    page = signed_in()
    page.goto("/inbox/")
    expect(page.locator("[data-live]")).to_have_text("Live")

    elsewhere(lambda: say(account, "Is there parking?"))

    expect(page.get_by_text("Is there parking?")).to_be_visible(timeout=5000)
    page.get_by_role("link", name="Is there parking?").click()
    expect(page.get_by_role("button", name="Mark unread")).to_have_count(0)
    page.get_by_label("Your answer").fill("Yes, twenty places.")
    page.get_by_role("button", name="Send", exact=True).click()

    expect(page.get_by_text("Yes, twenty places.")).to_be_visible()
    assert violations(page) == []
    elsewhere(lambda: say(account, "Wonderful!"))
    expect(page.get_by_text("Wonderful!")).to_be_visible(timeout=5000)
    with operator():
        assert Message.objects.filter(dedupe_key__startswith="reply:").count() == 1


def test_what_is_being_written_survives_an_arrival(signed_in, member):
    account = twilio(vendor=member.vendor)
    PersonFactory(client__vendor=member.vendor, phone=GUEST)
    elsewhere(lambda: say(account, "Is there parking?"))
    with operator():
        thread = Thread.objects.get()
    page = signed_in()
    page.goto(f"/inbox/{thread.pk}/")
    expect(page.locator("[data-live]")).to_have_text("Live")
    page.get_by_label("Your answer").fill("Half a sen")

    elsewhere(lambda: say(account, "Hello?"))

    expect(page.get_by_text("Hello?")).to_be_visible(timeout=5000)
    expect(page.get_by_label("Your answer")).to_have_value("Half a sen")


def test_unsubscribing_on_a_phone_holds_from_then_on(browser, house, member):
    person, wedding = wedding_of(member.vendor)
    whom = {"person": person, "wedding": wedding}
    message = handed(AccountFactory(), **whom, purpose="marketing", priority=3)
    target = Target(member.vendor_id, message.pk)
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()

    page.goto(url(house, "unsubscribe", target, max(settings.TOKEN_KEYS)))
    assert violations(page) == []
    page.get_by_role("button", name="Unsubscribe").click()

    expect(page.get_by_role("heading", name="You are off the list")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.close()
    with operator():
        assert Consent.objects.filter(person=person, purpose="marketing", granted=False).exists()


def test_a_date_moves_and_moves_back(signed_in, member):
    _, wedding = wedding_of(member.vendor)
    page = signed_in()
    page.goto(f"/weddings/{wedding.pk}/move/")
    later = wedding.date + dt.timedelta(days=70)
    page.locator("input[type=date]").first.fill(later.isoformat())
    page.get_by_role("button", name="See the difference").click()
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    with operator():
        assert Wedding.objects.get(pk=wedding.pk).date == later

    page.goto(f"/weddings/{wedding.pk}/")
    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_text("Taken back: everything is as it was.")).to_be_visible()
    with operator():
        assert Wedding.objects.get(pk=wedding.pk).date == wedding.date


def test_an_emergency_takes_a_second_yes_and_then_leaves(signed_in, member):
    person, wedding = wedding_of(member.vendor)
    page = signed_in()
    page.goto(f"/weddings/{wedding.pk}/emergency/")
    page.locator("select[name=reason]").select_option(index=1)
    page.locator("textarea").fill("The barn is flooded. Come to the town hall at three.")
    page.get_by_role("button", name="Go on to the second yes").click()
    assert violations(page) == []
    with operator():
        assert not Message.objects.filter(person=person).exists()

    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Tell them now").click()

    expect(page.get_by_text("Nobody has answered yet").first).to_be_visible()
    with operator():
        assert Emergency.objects.get().state == "open"


def test_a_campaign_is_launched_and_watched_to_its_end(signed_in, member):
    vendor = member.vendor
    for _ in range(3):
        WeddingFactory(client=PersonFactory(client__vendor=vendor).client)
    campaign = CampaignFactory(vendor=vendor)
    page = signed_in()
    page.goto(f"/campaigns/{campaign.pk}/")

    page.get_by_role("button", name="Launch").click()
    expect(page.locator("[data-live]")).to_have_text("Live")
    page.evaluate("window.loadedOnce = true")
    elsewhere(expand_all)
    for message in messages_of(campaign):
        elsewhere(lambda one=message: (bring(one, State.DELIVERED), announce(one.vendor_id)))

    expect(page.locator("#standing h2").first).to_have_text("3 of 3 done", timeout=10_000)
    assert page.evaluate("window.loadedOnce")


def test_two_wordings_are_tried_and_both_are_sent(signed_in, member):
    vendor = member.vendor
    for _ in range(8):
        WeddingFactory(client=PersonFactory(client__vendor=vendor).client)
    campaign = CampaignFactory(vendor=vendor)
    VariantFactory(version=campaign.version, key="B", subject="Another way to say it")
    page = signed_in()
    page.goto(f"/campaigns/{campaign.pk}/")
    page.get_by_role("button", name="Launch").click()
    expect(page.locator("[data-live]")).to_have_text("Live")
    elsewhere(expand_all)

    page.reload()

    expect(page.get_by_text("Not enough data").first).to_be_visible()
    with operator():
        keys = set(campaign.recipients.values_list("variant_key", flat=True))
    assert keys == {"A", "B"}
