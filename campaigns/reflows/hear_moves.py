"""Take the dates that imports propose out of their box, and ask the vendor about each."""

import datetime as dt
from uuid import UUID

from django.utils.timezone import now as current_time

from campaigns.models import Proposal, Reflow
from campaigns.reflow.changes import Move, moved
from campaigns.reflow.changes_json import to_json
from campaigns.reflows.facts import facts_of, venue_zone
from campaigns.reflows.reflow import propose
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.calendar import Precision
from wedsync.weddings.models import ProposedMove

MOST_VENDORS = 100
MOST = 200
ASKED = (Proposal.PROPOSED, Proposal.REFUSED)


def hear_all() -> None:
    """Ask who has something in the box (ids only, across vendors) and take it out as its vendor."""
    with operator():
        waiting = ProposedMove.objects.filter(taken_at=None).order_by("vendor")
        vendors = list(waiting.values_list("vendor_id", flat=True).distinct()[:MOST_VENDORS])
    for vendor_id in vendors:
        with tenant(vendor_id):
            hear(vendor_id, current_time())


def hear(vendor_id: UUID, now: dt.datetime) -> int:
    """Return how many are asked about. What was asked before, and waits or was refused, isn't."""
    vendor = Vendor.objects.get(pk=vendor_id)
    moves = ProposedMove.objects.filter(vendor=vendor, taken_at=None).select_related("wedding")
    taken = list(moves.select_for_update(of=("self",), skip_locked=True)[:MOST])
    asked = sum(_ask(move, vendor) for move in taken)
    ProposedMove.objects.filter(pk__in=[move.pk for move in taken]).update(taken_at=now)
    return asked


def _ask(move: ProposedMove, vendor: Vendor) -> bool:
    facts = facts_of(move.wedding)
    wished = Move(move.date, Precision(move.precision))
    after = moved(facts, wished, venue_zone(facts, vendor))
    date = to_json(after, ["date", "precision"])
    before = Reflow.objects.filter(vendor=vendor, wedding=move.wedding, state__in=ASKED)
    if any({**to_json(facts, date), **one.after}.items() >= date.items() for one in before[:MOST]):
        return False
    try:
        propose(move.wedding, after, source=move.source[:40], actor="system:imports")
    except Refusal:  # it has this date by now
        return False
    return True
