"""The other partner is asked once the first one has had time enough."""

import datetime as dt

import pytest
from django.utils.timezone import now as current_time

from campaigns.broadcasts.running import carry_on_all
from campaigns.broadcasts.second import follow_up_all
from campaigns.models import Recipient
from messaging.models import DeliveryEvent, Handed, Handover, Inbound, Message
from messaging.states import State
from tests.factories import AccountFactory, CampaignFactory, MessageFactory, PersonFactory
from tests.wedsync.dashboard.stage import bring, join, only_campaign
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
WAIT = {"role": "then_other", "channel": "email", "hours": 48, "conditions": []}


@pytest.fixture
def first():
    """A campaign whose first partner was written to; the message is theirs."""
    return written_to()


def written_to(hours=49, state="finished", audience=WAIT, reached=State.DELIVERED, **other):
    person = PersonFactory(role="partner_a")
    PersonFactory(client=person.client, role="partner_b", **other)
    campaign = CampaignFactory(
        vendor=person.vendor, state=state, audience=audience, launched_at=current_time()
    )
    message = written(person, campaign)
    join(campaign, message)
    left(bring(message, reached), current_time() - hours * HOUR)
    return message


def written(person, campaign):
    with operator():
        variant = campaign.version.variants.get()
    return MessageFactory(person=person, variant=variant)


def left(message, at):
    account = AccountFactory()
    with operator():
        call = Handover.objects.create(
            id=uuid7(),
            vendor=message.vendor,
            account=account,
            provider="resend",
            outcome="accepted",
            intent_at=at,
        )
        Handed.objects.create(
            id=uuid7(),
            vendor=message.vendor,
            handover=call,
            message=message,
            position=0,
            fence=1,
            address="x",
        )


def reached():
    with operator():
        return sorted(Recipient.objects.values_list("person__role", flat=True))


def clicked(message, reader):
    with operator():
        DeliveryEvent.objects.create(
            id=uuid7(),
            vendor=message.vendor,
            message=message,
            kind="clicked",
            reader=reader,
            source="link",
            at=current_time(),
        )


def test_after_two_days_of_silence_it_is_the_others_turn(first):
    follow_up_all()

    assert reached() == ["partner_a", "partner_b"]
    assert only_campaign().state == "running"


def test_they_get_a_message_of_their_own_about_the_same_wedding(first):
    carry_on_all()

    with operator():
        theirs = Recipient.objects.get(person__role="partner_b")
        assert theirs.wedding_id == first.wedding_id
        assert theirs.message.dedupe_key.split(":")[2] == str(theirs.person_id)


def test_asking_again_changes_nothing(first):
    for _ in range(3):
        carry_on_all()

    with operator():
        assert (Recipient.objects.count(), Message.objects.count()) == (2, 2)


def test_who_acted_is_not_followed_up(first):
    clicked(first, "human")

    follow_up_all()

    assert reached() == ["partner_a"]


def test_a_machine_that_followed_a_link_is_no_action(first):
    clicked(first, "machine")

    follow_up_all()

    assert reached() == ["partner_a", "partner_b"]


def test_an_answer_is_an_action(first):
    with operator():
        Inbound.objects.create(
            id=uuid7(),
            vendor=first.vendor,
            answers=first,
            channel="email",
            address="x",
            event_key="1",
            at=current_time(),
        )

    follow_up_all()

    assert reached() == ["partner_a"]


@pytest.mark.parametrize(
    "given",
    [
        {"hours": 47},
        {"hours": 48 + 7 * 24 + 1},
        {"state": "paused"},
        {"state": "cancelled"},
        {"audience": {"role": "primary", "conditions": []}},
        {"email": ""},
        {"reached": State.CANCELLED},
        {"reached": State.HELD},
    ],
)
def test_too_early_too_late_or_not_at_all(given):
    written_to(**given)

    follow_up_all()

    assert reached() == ["partner_a"]


def test_a_first_one_who_could_not_be_reached_is_followed_up_too():
    written_to(reached=State.BOUNCED)

    follow_up_all()

    assert reached() == ["partner_a", "partner_b"]


def test_every_vendor_is_seen_to():
    for _ in range(2):
        written_to()

    follow_up_all()

    assert reached() == ["partner_a", "partner_a", "partner_b", "partner_b"]


def test_nobody_is_third(first):
    """The second partner's silence is no reason to write to the first again, or to anybody."""
    follow_up_all()
    with tenant(first.vendor_id):
        theirs = Recipient.objects.get(person__role="partner_b")
        message = written(theirs.person, theirs.campaign)
        Recipient.objects.filter(pk=theirs.pk).update(message=message)
    left(bring(message, State.DELIVERED), current_time() - 49 * HOUR)

    follow_up_all()

    assert reached() == ["partner_a", "partner_b"]
