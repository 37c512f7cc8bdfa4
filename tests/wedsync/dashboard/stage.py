"""Campaigns under way, for pages to show."""

from collections.abc import Sequence

from campaigns.models import Campaign, Recipient
from messaging.models import Message
from messaging.shift import shift
from messaging.states import WAITING, State
from tests.factories import (
    CampaignFactory,
    ClientFactory,
    MessageFactory,
    PersonFactory,
    WeddingFactory,
)
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant

# How a message comes to a state: it begins by waiting, and the database guards every step.
ON_ITS_WAY = [State.CLAIMED, State.SENDING]
WAYS: dict[State, Sequence[State]] = {
    State.QUEUED: [],
    State.SCHEDULED: [],
    State.HELD: [State.HELD],
    State.CLAIMED: [State.CLAIMED],
    State.SENDING: ON_ITS_WAY,
    State.UNKNOWN: [*ON_ITS_WAY, State.UNKNOWN],
    State.ACCEPTED: [*ON_ITS_WAY, State.ACCEPTED],
    State.SENT: [*ON_ITS_WAY, State.SENT],
    State.DELIVERED: [*ON_ITS_WAY, State.DELIVERED],
    State.BOUNCED: [*ON_ITS_WAY, State.BOUNCED],
    State.FAILED: [*ON_ITS_WAY, State.FAILED],
    State.DEAD: [State.CLAIMED, State.DEAD],
    State.SUPPRESSED: [State.SUPPRESSED],
    State.CANCELLED: [State.CANCELLED],
    State.EXPIRED: [State.EXPIRED],
}


def bring(message: Message, state: State, reason: str = "") -> Message:
    with tenant(message.vendor_id):
        for step in WAYS[state]:
            shift([message.pk], step, reason if step is state else "")
    message.state, message.reason = state.value, reason
    return message


def running(vendor: Vendor, *states: State, reason: str = "", planned: int = 0) -> Campaign:
    """A campaign whose people have messages in these states, and `planned` without one yet."""
    campaign = CampaignFactory(vendor=vendor, state="running")
    with tenant(vendor.pk):
        variant = campaign.version.variants.get()
    for state in states:
        person = PersonFactory(client=ClientFactory(vendor=vendor))
        wedding = WeddingFactory(client=person.client)
        message = MessageFactory(
            person=person,
            wedding=wedding,
            variant=variant,
            state=state.value if state in WAITING - {State.HELD} else State.QUEUED.value,
        )
        join(campaign, message)
        bring(message, state, reason)
    for _ in range(planned):
        person = PersonFactory(client=ClientFactory(vendor=vendor))
        with tenant(vendor.pk):
            Recipient.objects.create(
                id=uuid7(), vendor=vendor, campaign=campaign, person=person, wedding=None
            )
    return campaign


def join(campaign: Campaign, message: Message) -> Recipient:
    with tenant(campaign.vendor_id):
        return Recipient.objects.create(
            id=uuid7(),
            vendor_id=campaign.vendor_id,
            campaign=campaign,
            person=message.person,
            wedding=message.wedding,
            message=message,
            variant_key="A",
        )


def messages_of(campaign: Campaign) -> list[Message]:
    with tenant(campaign.vendor_id):
        found = Message.objects.filter(pk__in=campaign.recipients.values("message"))
        return list(found.select_related("wedding__vendor", "person").order_by("id"))


def only_campaign() -> Campaign:
    with operator():
        return Campaign.objects.select_related("vendor").get()
