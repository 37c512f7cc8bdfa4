"""Keep a list as somebody likes to see it, and forget it again."""

from uuid import UUID

from django.db import transaction

from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Membership, SavedView

MOST = 20
LONGEST = 500


@transaction.atomic
def keep_view(seat: Membership, page: str, name: str, query: str) -> SavedView:
    """A name that is taken gets the new filters. Raises Refusal."""
    name = name.strip()
    if not name or len(query) > LONGEST:
        raise Refusal("Give the view a name.", code="name")
    mine = SavedView.objects.filter(seat=seat, page=page)
    if mine.exclude(name=name).count() >= MOST:
        raise Refusal("{most} views are enough: remove one first.", code="too_many", most=MOST)
    made, _ = SavedView.objects.update_or_create(
        vendor_id=seat.vendor_id,
        seat=seat,
        page=page,
        name=name[:60],
        defaults={"query": query},
        create_defaults={"id": uuid7(), "query": query},
    )
    return made


def forget_view(seat: Membership, pk: UUID) -> SavedView | None:
    """None: it is nobody's, or somebody else's."""
    found = SavedView.objects.filter(seat=seat, pk=pk).first()
    if found is not None:
        SavedView.objects.filter(pk=pk).delete()
    return found
