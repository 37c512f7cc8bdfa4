"""Follow the facts: an import, an operator or a program may change them behind the plans' back."""

import datetime as dt
from uuid import UUID

from django.db.models import Q, QuerySet

from campaigns.models import Enrollment, Inside
from campaigns.timeline.basis_hash import basis_hash
from campaigns.timelines.align import align
from campaigns.timelines.basis_of import bases_of
from campaigns.timelines.replan import locked
from campaigns.timelines.walk import BATCH, after
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Wedding

A_DAY = dt.timedelta(days=1)


def watched(now: dt.datetime) -> QuerySet[Enrollment]:
    """All whose plan could change. What is complete opens again if its wedding gets a new date."""
    today = (now - A_DAY).date()  # anywhere on earth
    ahead = Q(wedding__date__gte=today) | Q(wedding__date=None)
    complete = Q(state=Inside.COMPLETED, reason="") & ahead
    return Enrollment.objects.filter(Q(state__in=[Inside.ACTIVE, Inside.STOPPED]) | complete)


def follow_batch(vendor_id: UUID, last: str, now: dt.datetime) -> str:
    """Plan anew for those after `last` whose facts have changed; return up to where, "" at the end.

    One hash a wedding says whether anything did, so that most pages cost a few queries.
    """
    page = list(after(watched(now).filter(vendor=vendor_id), last))
    weddings = Wedding.objects.filter(pk__among={one.wedding_id for one in page})
    bases = bases_of(Vendor.objects.get(pk=vendor_id), weddings, now)
    hashes = {wedding: basis_hash(basis) for wedding, basis in bases.items()}
    changed = [one.pk for one in page if one.basis != hashes[one.wedding_id]]
    align(locked(changed), now)
    return str(page[-1].pk) if len(page) == BATCH else ""
