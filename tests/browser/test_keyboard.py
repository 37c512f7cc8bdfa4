"""The main journeys by keyboard alone: no mouse, focus always somewhere, and to be seen there."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import now
from playwright.sync_api import Page, expect

from campaigns.broadcasts.tasks import expand_all
from campaigns.models import Campaign, Emergency
from messaging.models import Message, Thread
from messaging.states import State
from personalization.publish import publish
from tests.browser.elsewhere import elsewhere
from tests.browser.test_journeys import SHEET, wedding_of
from tests.factories import CampaignFactory, PersonFactory, TemplateFactory, WeddingFactory
from tests.messaging.providers.texts import GUEST
from tests.messaging.texts import awake, say, twilio
from tests.personalization.drafts import DRAFT
from tests.wedsync.dashboard.stage import running
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Wedding

pytestmark = [
    pytest.mark.browser,
    # WhiteNoise serves files by plain iterators, which Django mentions under ASGI.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume:Warning"),
]
FAR = 150  # no page has more stops than that
SEEN = """() => {
  const here = document.activeElement, style = getComputedStyle(here);
  return here !== document.body && style.outlineStyle !== "none" && style.outlineWidth !== "0px"
}"""
OUTSIDE = """(dialog) => {
  const here = document.activeElement;
  return here !== document.body && !document.querySelector(dialog).contains(here);
}"""
IS = """(wanted) => document.activeElement === wanted"""


@pytest.fixture
def page(house, browser, member):
    """Signed in, without a click."""
    context = browser.new_context(base_url=house, locale="en-US")
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto("/accounts/login/")
    tab_to(page, page.get_by_label("Email"))
    page.keyboard.type(member.user.email)
    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type("correct horse battery")
    page.keyboard.press("Enter")
    page.wait_for_url("/")
    yield page
    context.close()


def tab_to(page: Page, wanted) -> None:
    """By Tab alone, as far as it takes; what is reached shows that it has focus."""
    wanted.wait_for(state="attached")
    target = wanted.element_handle()
    for _ in range(FAR):
        if page.evaluate(IS, target):
            break
        page.keyboard.press("Tab")
    assert page.evaluate(IS, target), f"{wanted} is not reached by Tab"
    assert page.evaluate(SEEN), f"{wanted} does not show its focus"


def press(page: Page, name: str, role: str = "button", key: str = "Enter") -> None:
    tab_to(page, page.get_by_role(role, name=name, exact=True).last)
    page.keyboard.press(key)


def choose_next(page: Page, wanted) -> None:
    """The one below, in a list or among radio buttons."""
    tab_to(page, wanted)
    page.keyboard.press("ArrowDown")


def state_of(campaign) -> str:
    with operator():
        return Campaign.objects.get(pk=campaign.pk).state


def test_a_wedding_is_found_and_its_date_moved_and_moved_back(page, member):
    _, wedding = wedding_of(member.vendor)
    later = wedding.date + dt.timedelta(days=70)
    page.goto(f"/weddings/{wedding.pk}/move/")

    tab_to(page, page.locator("input[type=date]").first)
    page.keyboard.type(f"{later:%m%d%Y}")
    press(page, "See the difference")
    press(page, "Move it")
    expect(page.get_by_role("button", name="Undo").first).to_be_visible()
    with operator():
        assert Wedding.objects.get(pk=wedding.pk).date == later
    press(page, "Undo")

    expect(page.get_by_text("Taken back: everything is as it was.")).to_be_visible()
    with operator():
        assert Wedding.objects.get(pk=wedding.pk).date == wedding.date


def test_a_list_is_walked_and_its_line_opened(page, member):
    for name in ("Aya & Ben", "Cem & Dan"):
        PersonFactory(client=WeddingFactory(client__vendor=member.vendor, client__name=name,
                                            date="2031-05-03").client)  # fmt: skip
    page.goto("/weddings/")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Cem & Dan")).to_be_visible()


def test_the_palette_and_the_help_hold_focus_and_give_it_back(page):
    for key, dialog in (("Control+k", "#palette"), ("?", "#help")):
        page.goto("/weddings/")
        tab_to(page, page.get_by_role("link", name="Weddings", exact=True).first)
        start = page.evaluate_handle("document.activeElement").as_element()
        page.keyboard.press(key)
        expect(page.locator(dialog)).to_be_visible()
        for _ in range(6):
            page.keyboard.press("Tab")
            assert not page.evaluate(OUTSIDE, dialog)
        page.keyboard.press("Escape")
        expect(page.locator(dialog)).to_be_hidden()
        assert page.evaluate(IS, start)


def test_a_campaign_is_found_launched_paused_and_resumed(page, member):
    for _ in range(3):
        WeddingFactory(client=PersonFactory(client__vendor=member.vendor).client)
    campaign = CampaignFactory(vendor=member.vendor, name="Spring news")
    page.goto("/campaigns/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/campaigns/{campaign.pk}/")

    press(page, "Launch")
    expect(page.locator("[data-live]")).to_have_text("Live")
    elsewhere(expand_all)
    press(page, "Pause")
    expect(page.get_by_text("Paused: nothing more leaves")).to_be_visible()
    assert state_of(campaign) == "paused"
    press(page, "Resume")

    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert state_of(campaign) == "running"


def test_a_campaign_is_written_from_who_to_review(page, member):
    WeddingFactory(client=PersonFactory(client__vendor=member.vendor).client)
    CampaignFactory(vendor=member.vendor)  # with something to say
    soon = now().date() + dt.timedelta(days=3)
    page.goto("/campaigns/")
    press(page, "New campaign", role="link")
    page.wait_for_url("**/campaigns/new/")

    tab_to(page, page.get_by_label("Name", exact=True))
    page.keyboard.type("Spring news")
    choose_next(page, page.get_by_label("People", exact=True))
    choose_next(page, page.get_by_label("Template", exact=True))
    choose_next(page, page.locator("[name=timing]:checked"))
    tab_to(page, page.get_by_label("Starts", exact=True))
    page.keyboard.type(f"{soon:%m%d%Y}")
    page.keyboard.press("Tab")
    page.keyboard.type("0930AM")
    press(page, "Save as a draft and review")

    expect(page.get_by_text("/ Spring news")).to_be_visible()
    expect(page.get_by_role("button", name="Schedule")).to_be_visible()
    with operator():
        made = Campaign.objects.get(name="Spring news")
    assert (made.state, made.audience["role"], made.timing) == ("draft", "couple", "at")
    assert made.starts_at.astimezone(ZoneInfo(member.vendor.timezone)).date() == soon


def test_a_running_campaign_keeps_focus_when_it_pauses_and_goes_on(page, member):
    campaign = running(member.vendor, *[State.QUEUED] * 3)
    page.goto(f"/campaigns/{campaign.pk}/")

    press(page, "Pause")
    expect(page.get_by_text("Paused: nothing more leaves")).to_be_visible()
    press(page, "Resume")

    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_a_reply_is_written_and_sent(page, member):
    account = twilio(vendor=member.vendor)
    PersonFactory(client__vendor=member.vendor, phone=GUEST, timezone=awake(), given_name="Lena")
    elsewhere(lambda: say(account, "Is there parking?"))
    with operator():
        thread = Thread.objects.get()
    page.goto("/inbox/")
    expect(page.locator("[data-live]")).to_have_text("Live")
    page.keyboard.press("j")
    elsewhere(lambda: say(account, "Hello?"))
    expect(page.get_by_text("Hello?")).to_be_visible(timeout=10_000)
    expect(page.locator(f"#thread-{thread.pk}")).to_be_focused()  # the list was swapped
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/inbox/{thread.pk}/")

    tab_to(page, page.get_by_label("Your answer"))
    page.keyboard.type("Yes, twenty places.")
    press(page, "Send")

    expect(page.get_by_text("Yes, twenty places.")).to_be_visible()
    with operator():
        assert Message.objects.filter(dedupe_key__startswith="reply:").count() == 1


def test_couples_come_in_from_a_file(page):
    page.goto("/imports/")
    page.locator("input[type=file]").set_input_files(
        {"name": "season.csv", "mimeType": "text/csv", "buffer": SHEET}
    )
    press(page, "Upload and look at it")
    press(page, "Columns…", role="link")
    tab_to(page, page.get_by_label("Guests"))
    page.keyboard.press("Home")
    press(page, "Save and look again")
    press(page, "Bring them in")

    expect(page.get_by_role("button", name="Bring them in")).to_have_count(0)


def test_an_emergency_takes_its_second_yes(page, member):
    person, wedding = wedding_of(member.vendor)
    page.goto(f"/weddings/{wedding.pk}/emergency/")
    tab_to(page, page.locator("select[name=reason]"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.locator("textarea").first)
    page.keyboard.type("The barn is flooded. Come to the town hall at three.")
    press(page, "Go on to the second yes")
    with operator():
        assert not Message.objects.filter(person=person).exists()

    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type("correct horse battery")
    press(page, "Tell them now")

    expect(page.get_by_text("Nobody has answered yet").first).to_be_visible()
    with operator():
        assert Emergency.objects.get().state == "open"


def test_the_house_is_paused_and_goes_on(page):
    page.goto("/settings/sending/")
    buttons = page.locator(".main form button")
    tab_to(page, buttons.first)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing more leaves.")).to_be_visible()

    tab_to(page, page.locator(".main form button").first)
    page.keyboard.press("Enter")

    expect(page.get_by_text("What waits is looked at again.")).to_be_visible()


def test_blocks_are_added_moved_and_taken_out(page, member):
    """What was just done keeps focus in its block, or in the one beside it."""
    template = elsewhere(lambda: _written(member.vendor))
    page.goto(f"/templates/{template.pk}/draft/1/")
    tab_to(page, page.locator("#at-1-text"))
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#at-0-text")).to_have_value("Two")
    expect(page.locator("#at-0-text")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#at-1-text")).to_be_focused()

    press(page, "Remove block 2")
    expect(page.locator("#at-2-text")).to_have_count(0)
    expect(page.locator(".blocks :focus")).to_have_count(1)  # once htmx has settled

    press(page, "Save the draft")
    expect(page.get_by_text("Saved in the draft.")).to_be_visible()


def _written(vendor):
    template = TemplateFactory(vendor=vendor, name="Walk-through")
    blocks = [{"type": "text", "text": text} for text in ("One", "Two", "Three")]
    with tenant(vendor.pk):
        publish(template, [replace(DRAFT, blocks=blocks)], actor="user:1")
    return template
