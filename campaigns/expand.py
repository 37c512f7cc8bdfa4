"""Turn a running campaign's recipients into messages, batch by batch, from where it stopped.

No faster than they leave: while thousands of a vendor's lane are ready to go, the next batch waits,
so that a pause, a new date or a no still finds recipients and not messages by the ten thousand.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.utils.timezone import now as current_time

from campaigns.experiments import assign
from campaigns.models import Campaign, Recipient, State
from campaigns.wordings import variants_for
from messaging import crash
from messaging.accept import PRIORITY, Draft, accept
from messaging.models import Message
from messaging.news import announce
from messaging.policy.facts import Purpose
from messaging.states import State as MessageState
from messaging.tasks import dispatch
from wedsync.lib.ids import array
from wedsync.lib.later import later

BATCH = 2_000
MOST_READY = 5_000  # in a lane: a vendor's, on a channel, of a priority

LINK = """
UPDATE campaigns_recipient r SET message_id = made.message, variant_key = made.key
FROM unnest(%s::uuid[], %s::uuid[], %s::text[]) AS made(id, message, key) WHERE r.id = made.id
"""


def expand(campaign_id: UUID) -> int:
    """Make the next batch's messages; return how many recipients are done with it.

    0: all of them are, or there is no room in the lane, and `expand_all` looks again.

    The checkpoint is the recipient's own row, written with its message in one transaction, so a
    killed worker repeats nothing and skips nobody.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign_id)
    if campaign.state != State.RUNNING:
        return 0
    _refresh_statistics()
    waiting = Recipient.objects.filter(campaign=campaign, message=None).order_by("id")
    recipients = list(waiting[: min(BATCH, _room(campaign))])
    if not recipients:
        return 0
    _expand(campaign, recipients)
    crash.point("in_expand")
    announce(campaign.vendor_id)
    later(dispatch)
    return len(recipients)


def _refresh_statistics() -> None:
    """Where tables have grown by half: before the planner goes by what they were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT refresh_statistics()")


def _room(campaign: Campaign) -> int:
    """Counts no further than it must, in the index by which messages are claimed."""
    ready = Message.objects.filter(
        state=MessageState.QUEUED,
        priority=PRIORITY[Purpose(campaign.purpose)],
        vendor=campaign.vendor_id,
        channel=campaign.channel,
    )
    return MOST_READY - ready[:MOST_READY].count()


def _expand(campaign: Campaign, recipients: Sequence[Recipient]) -> None:
    chosen = [
        offered.variants[assign(str(campaign.pk), _unit(one), offered.weights)]
        for one, offered in zip(recipients, variants_for(campaign, recipients), strict=True)
    ]
    now = current_time()
    drafts = [
        Draft(
            person_id=one.person_id,
            wedding_id=one.wedding_id,
            variant_id=variant.pk,
            channel=campaign.channel,
            purpose=Purpose(campaign.purpose),
            dedupe_key=f"campaign:{campaign.pk}:{one.person_id}:{campaign.channel}",
            not_before=now,
        )
        for one, variant in zip(recipients, chosen, strict=True)
    ]
    made = accept(campaign.vendor_id, drafts, now)
    keys = [variant.key for variant in chosen]
    _link(recipients, [made[draft.dedupe_key] for draft in drafts], keys)


def _unit(recipient: Recipient) -> str:
    """The wedding is what is assigned; without one, the person."""
    return str(recipient.wedding_id or recipient.person_id)


def _link(recipients: Sequence[Recipient], messages: Sequence[UUID], keys: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        ids = array(one.pk for one in recipients)
        cursor.execute(LINK, [ids, array(messages), list(keys)])
