"""Campaigns with people to reach, and what becomes of their messages."""

from campaigns.models import Campaign, Recipient
from messaging.models import Message
from messaging.shift import shift
from messaging.states import State
from tests.factories import CampaignFactory, PersonFactory, VariantFactory, WeddingFactory
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator

ON_ITS_WAY = (State.CLAIMED, State.SENDING)
PHONE = "+14155550100"


def made(*channels, **fields):
    """A draft over these channels; the template says something on each."""
    campaign = CampaignFactory(channel=channels[0], further=list(channels[1:]), **fields)
    with operator():
        written = set(campaign.version.variants.values_list("channel", flat=True))
    for channel in set(channels) - written:
        VariantFactory(version=campaign.version, channel=channel)
    return campaign


def people(vendor, count, **given):
    """So many couples' first partners, each with a wedding."""
    found = [PersonFactory(client__vendor=vendor, **given) for _ in range(count)]
    for person in found:
        WeddingFactory(client=person.client)
    return found


def join(campaign, person):
    """One more, whom the frozen audience didn't know."""
    return Recipient.objects.create(
        id=uuid7(), vendor_id=campaign.vendor_id, campaign=campaign, person=person, wedding=None
    )


def come_to(state, *messages):
    """From the queue to an end, as a worker and a provider would bring them there."""
    ids = [message.pk for message in messages]
    steps = ON_ITS_WAY if state not in {State.SUPPRESSED, State.EXPIRED, State.CANCELLED} else ()
    for step in dict.fromkeys((*steps, state)):
        shift(ids, step)


def sent_on(channel):
    return list(Message.objects.filter(channel=channel).order_by("id"))


def fresh(campaign):
    return Campaign.objects.select_related("vendor").get(pk=campaign.pk)
