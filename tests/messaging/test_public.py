"""What a recipient can do with a link, and what nobody can do with a forged one."""

from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.utils.timezone import now

from messaging import links
from messaging.claim import claim
from messaging.deliver import deliver
from messaging.models import Consent, DeliveryEvent, Handover
from messaging.reading import VERSION
from personalization.compile import compile_draft
from personalization.draft import Draft
from tests.factories import MembershipFactory, MessageFactory, PersonFactory, VariantFactory
from tests.messaging.handing import handed
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(account, sandbox):
    message = MessageFactory()
    deliver(claim(message.vendor_id, "email", message.priority, 10), account)
    return message


def path(purpose, message, index=0):
    target = links.Target(message.vendor_id, message.pk, index)
    return links.url("", purpose, target, max(django_settings.TOKEN_KEYS))


def facts(message):
    with operator():
        return list(DeliveryEvent.objects.filter(message=message).values_list("kind", flat=True))


def readers(message):
    with operator():
        events = DeliveryEvent.objects.filter(message=message).order_by("id")
        return list(events.values_list("kind", "reader", "rule"))


def long_ago(message):
    """It was handed over yesterday: by now a person may have read it."""
    with operator():
        Handover.objects.filter(members__message=message).update(intent_at=now() - timedelta(1))


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"


def test_an_open_is_noted(client, sent):
    answer = client.get(path("open", sent))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/gif")
    assert facts(sent) == ["opened"]


def test_an_open_says_who_it_was_and_by_which_rules(client, sent):
    long_ago(sent)

    client.get(path("open", sent), headers={"User-Agent": FIREFOX})
    client.get(path("open", sent), headers={"User-Agent": "Mozilla/5.0"})

    assert readers(sent) == [("opened", "human", VERSION), ("opened", "machine", VERSION)]


def test_who_only_looks_at_the_head_is_a_machine(client, sent):
    long_ago(sent)

    for purpose in ("open", "click"):
        client.head(path(purpose, sent), headers={"User-Agent": FIREFOX})

    assert readers(sent) == [("opened", "machine", VERSION), ("clicked", "machine", VERSION)]


def test_nobody_clicks_as_soon_as_it_left(client, sent):
    client.get(path("click", sent), headers={"User-Agent": FIREFOX})

    assert readers(sent) == [("clicked", "machine", VERSION)]


def test_the_clock_runs_from_the_delivery(client, sent):
    long_ago(sent)
    with operator():
        DeliveryEvent.objects.create(
            vendor_id=sent.vendor_id, message=sent, kind="delivered", at=now(), source="resend"
        )

    client.get(path("click", sent), headers={"User-Agent": FIREFOX})

    assert ("clicked", "machine", VERSION) in readers(sent)


def test_who_follows_several_links_at_once_is_doubted(client, account):
    buttons = [
        {"type": "button", "label": str(n), "url": f"https://fern.example/{n}"} for n in range(3)
    ]
    compiled = compile_draft(Draft(subject="Three", blocks=buttons), purpose="helpful")
    variant = VariantFactory(compiled=compiled)
    person = PersonFactory(client__vendor=variant.vendor)
    message = handed(account, person=person, variant=variant)
    long_ago(message)

    for index in range(3):
        client.get(path("click", message, index), headers={"User-Agent": FIREFOX})

    assert [reader for _, reader, _ in readers(message)] == ["human", "unsure", "machine"]


def test_no_open_is_noted_where_the_vendor_wants_none(client, sent):
    with operator():
        Vendor.objects.filter(pk=sent.vendor_id).update(track_opens=False)

    assert client.get(path("open", sent)).status_code == 200
    assert facts(sent) == []


def test_no_open_is_noted_of_who_said_no_to_it(client, sent):
    with operator():
        Consent.objects.create(
            vendor=sent.vendor, person=sent.person, address=sent.person.email, channel="email",
            purpose="opens", granted=False, basis="preferences",
        )  # fmt: skip

    assert client.get(path("open", sent)).status_code == 200
    assert facts(sent) == []
    client.get(path("click", sent))
    assert facts(sent) == ["clicked"]


def test_the_pixel_of_a_message_that_never_left_notes_nothing(client):
    assert client.get(path("open", waiting := MessageFactory())).status_code == 200
    assert facts(waiting) == []


def test_a_click_leads_where_the_message_said(client, sent):
    answer = client.get(path("click", sent), headers={"User-Agent": "Firefox"})

    assert (answer.status_code, answer["Location"]) == (302, "https://fern.example/answer")
    assert facts(sent) == ["clicked"]


def test_nobody_can_choose_where_a_click_leads(client, sent):
    answer = client.get(path("click", sent) + "?url=https://evil.example/")

    assert answer["Location"] == "https://fern.example/answer"
    assert client.get(path("click", sent, index=7)).status_code == 404


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_the_unsubscribe_page_changes_nothing(client, sent, method):
    answer = getattr(client, method)(path("unsubscribe", sent))

    assert answer.status_code == 200
    assert facts(sent) == []
    with operator():
        assert Consent.objects.count() == 0


def test_one_click_unsubscribes_without_cookies(client, sent):
    answer = client.post(path("unsubscribe", sent), {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    with operator():
        said = {(c.purpose, c.granted, c.basis) for c in Consent.objects.all()}
    assert said == {("marketing", False, "one-click"), ("helpful", False, "one-click")}


@pytest.mark.parametrize("purpose", ["open", "click", "unsubscribe"])
def test_a_member_of_another_vendor_may_follow_a_link_too(client, sent, purpose):
    client.force_login(MembershipFactory().user)

    assert client.get(path(purpose, sent)).status_code in {200, 302}


def test_saying_no_twice_is_one_no(client, sent):
    for _ in range(2):
        client.post(path("unsubscribe", sent))

    with operator():
        assert Consent.objects.count() == 2


def test_after_a_no_nothing_more_comes(client, sent, account, sandbox, now_of):
    client.post(path("unsubscribe", sent))
    another = MessageFactory(person=sent.person, wedding=sent.wedding, variant=sent.variant)

    deliver(claim(another.vendor_id, "email", another.priority, 10), account)

    assert now_of(another).state == "suppressed"
    assert len(sandbox.accepted()) == 1


@pytest.mark.parametrize("purpose", ["open", "click", "unsubscribe"])
def test_a_forged_token_is_not_found(client, sent, purpose):
    genuine = path(purpose, sent)
    changed = genuine[:-6] + ("A" if genuine[-6] != "A" else "B") + genuine[-5:]

    assert client.get(changed).status_code == 404
    assert facts(sent) == []


def test_a_token_of_another_purpose_is_not_found(client, sent):
    swapped = path("open", sent).replace("/o/", "/u/")

    assert client.post(swapped).status_code == 404


def test_a_token_of_another_vendor_finds_nothing(client, sent):
    stranger = MessageFactory()
    crossed = links.Target(stranger.vendor_id, sent.pk)
    url = links.url("", "click", crossed, max(django_settings.TOKEN_KEYS))

    assert client.get(url).status_code == 404
    assert facts(sent) == []


def test_a_message_nobody_knows_is_not_found(client, sent):
    unknown = links.Target(sent.vendor_id, uuid7())
    url = links.url("", "click", unknown, max(django_settings.TOKEN_KEYS))

    assert client.get(url).status_code == 404
