"""The other partner's turn: the first one had time enough, and nobody acted.

Who is second becomes a recipient like any other, of the same wedding: one person is in a campaign
once, and the key of their message has their own id in it, so that nothing is said twice.
"""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.timezone import now as current_time

from campaigns.models import Campaign, Recipient, State
from campaigns.segments.roles import LATEST, TOO_LATE, Roles, Whom, parse_roles, second_due
from messaging.states import State as MessageState
from wedsync.lib.ids import uuid7
from wedsync.vendors.audit import record
from wedsync.vendors.tenancy import operator, tenant

PAGE = 100
BATCH = 1_000
# A launch may take days to leave; after this nobody's turn can still come.
LOOKED_AT = dt.timedelta(days=60) + dt.timedelta(hours=LATEST)
# It came to its end with the first one, whether it reached them or not.
ENDED = [
    state.value
    for state in (
        MessageState.ACCEPTED, MessageState.SENT, MessageState.DELIVERED, MessageState.BOUNCED,
        MessageState.FAILED, MessageState.SUPPRESSED, MessageState.DEAD,
    )
]  # fmt: skip

WAITING = """
SELECT one.wedding_id, other.id, coalesce(gone.at, m.created_at)
FROM campaigns_recipient one
JOIN messaging_message m ON m.id = one.message_id AND m.state = ANY(%(ended)s)
JOIN weddings_person p ON p.id = one.person_id
JOIN LATERAL (
  SELECT o.id, o.email, o.phone FROM weddings_person o
  WHERE o.client_id = p.client_id AND o.id <> p.id AND o.role = ANY(%(partners)s)
  ORDER BY o.role, o.id LIMIT 1
) other ON CASE %(channel)s WHEN 'email' THEN other.email ELSE other.phone END <> ''
LEFT JOIN LATERAL (
  SELECT max(h.intent_at) AS at FROM messaging_handed d
  JOIN messaging_handover h ON h.id = d.handover_id AND h.outcome = 'accepted'
  WHERE d.message_id = m.id
) gone ON true
WHERE one.campaign_id = %(campaign)s
  AND coalesce(gone.at, m.created_at) BETWEEN %(from)s AND %(until)s
  AND NOT EXISTS (SELECT FROM campaigns_recipient r
                  WHERE r.campaign_id = one.campaign_id AND r.person_id = other.id)
  AND NOT EXISTS (SELECT FROM messaging_deliveryevent e
                  WHERE e.message_id = m.id AND e.kind = 'clicked' AND e.reader = 'human')
  AND NOT EXISTS (SELECT FROM messaging_inbound i WHERE i.answers_id = m.id)
ORDER BY one.id LIMIT %(most)s
"""


def follow_up_all() -> None:
    """Ask which campaigns may have somebody second, page by page, and see to each."""
    last: UUID | None = None
    while page := _page(last):
        for vendor_id, campaign_id in page:
            with tenant(vendor_id):
                follow_up(campaign_id)
        last = page[-1][1]


def follow_up(campaign_id: UUID) -> int:
    """Take in those whose turn has come; return how many. A campaign that was over goes on.

    One that is paused or cancelled is left as it is.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign_id)
    if campaign.state not in {State.RUNNING, State.FINISHED}:
        return 0
    due = _due(campaign, _roles(campaign), current_time())
    if not due:
        return 0
    Recipient.objects.bulk_create(due, ignore_conflicts=True)
    Campaign.objects.filter(pk=campaign.pk).update(state=State.RUNNING, finished_at=None)
    data = {"reached": len(due)}
    record(campaign.vendor_id, "campaign.followed_up", campaign, actor="system:second", data=data)
    return len(due)


def _page(last: UUID | None) -> list[tuple[UUID, UUID]]:
    with operator():
        found = Campaign.objects.filter(
            state__in=[State.RUNNING, State.FINISHED],
            audience__role=Whom.THEN_OTHER.value,
            launched_at__gt=current_time() - LOOKED_AT,
        )
        found = found.filter(pk__gt=last) if last else found
        return list(found.order_by("id").values_list("vendor_id", "id")[:PAGE])


def _roles(campaign: Campaign) -> Roles:
    """Only these: who fits was settled at the launch."""
    stored = campaign.audience
    return parse_roles(stored.get("role"), stored.get("channel"), stored.get("hours"))


def _due(campaign: Campaign, roles: Roles, now: dt.datetime) -> list[Recipient]:
    return [
        Recipient(
            id=uuid7(),
            vendor_id=campaign.vendor_id,
            campaign=campaign,
            person_id=person_id,
            wedding_id=wedding_id,
        )
        for wedding_id, person_id, left_at in _waiting(campaign, roles, now)
        if second_due(roles.patience, None, left_at, now)
    ]


def _waiting(
    campaign: Campaign, roles: Roles, now: dt.datetime
) -> list[tuple[UUID, UUID, dt.datetime]]:
    """Wedding, the other partner, and when it left for the first one, who hasn't acted."""
    given: dict[str, Any] = {
        "campaign": campaign.pk,
        "channel": campaign.channel,
        "ended": ENDED,
        "partners": list(roles.among),
        "from": now - roles.patience - TOO_LATE,
        "until": now - roles.patience,
        "most": BATCH,
    }
    with connection.cursor() as cursor:
        cursor.execute(WAITING, given)
        rows: list[tuple[UUID, UUID, dt.datetime]] = cursor.fetchall()
    return rows
