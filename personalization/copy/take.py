"""Take a copy to be written, with all that is needed to ask for it and the money set aside."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import Q

from personalization.adopt import draft_of
from personalization.approval import State, is_written
from personalization.copy.access import Way, way_for
from personalization.copy.bucket import Bucket
from personalization.copy.cost import price_for, set_aside
from personalization.copy.prompt import order
from personalization.copy.slots import Slot, slots_of
from personalization.draft import Draft
from personalization.models import Copy
from personalization.writers.protocol import Order
from wedsync.billing.pricing import Price
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded

log = structlog.get_logger(__name__)

ABANDONED = dt.timedelta(minutes=5)  # longer than all calls of a copy together
OVER_BUDGET = worded("the budget for AI copy is used up")
UNPRICED = worded("nobody knows what this model costs")
SWITCHED_OFF = worded("the template wants no AI copy any more")
LONGEST_REASON = 300


@dataclass(frozen=True)
class Job:
    """A copy that is ours to write, with all that is needed outside of the transaction."""

    copy: Copy
    attempt: UUID
    draft: Draft
    slots: tuple[Slot, ...]
    order: Order
    way: Way
    price: Price


def free(now: dt.datetime) -> Q:
    """Copies that anybody may take: wanted ones, and those that somebody died over."""
    return Q(state=State.WANTED) | Q(state=State.WRITING, claimed_at__lt=now - ABANDONED)


def take(copy_id: UUID, now: dt.datetime) -> Copy | None:
    """Ours from here on; None where it is done, or somebody else's."""
    ours = Copy.objects.filter(free(now), pk=copy_id)
    if not ours.update(state=State.WRITING, claimed_at=now, attempt=uuid7()):
        return None
    related = ("vendor", "variant__version__template")
    return Copy.objects.select_related(*related).get(pk=copy_id)


def prepare(copy: Copy, now: dt.datetime) -> Job | None:
    """None where it ends here, with its reason stored: the human text goes."""
    job = _job(copy, now)
    if isinstance(job, Job) and not set_aside(copy, job.attempt, job.price, job.order, now):
        job = OVER_BUDGET
    if isinstance(job, Job):
        return job
    Copy.objects.filter(pk=copy.pk).update(state=State.FAILED, reason=job[:LONGEST_REASON])
    log.warning("no copy: the human text goes", copy=str(copy.pk), why=job)
    return None


def _job(copy: Copy, now: dt.datetime) -> Job | str:
    """Or why not."""
    template = copy.variant.version.template
    if not is_written(template.copy_policy, template.purpose):
        return SWITCHED_OFF
    try:
        way = way_for(copy.vendor_id)
    except Refusal as refusal:
        return refusal.reason
    price = price_for(copy.vendor, copy.model, now)
    if price is None:
        return UNPRICED
    assert copy.attempt is not None  # noqa: S101 -- it was given one when it was taken
    draft = draft_of(copy.variant)
    slots = slots_of(draft)
    asked = order(
        slots,
        Bucket.parse(copy.bucket),
        purpose=template.purpose,
        model=copy.model,
        most_tokens=settings.AI_MOST_TOKENS,
    )
    return Job(copy, copy.attempt, draft, slots, asked, way, price)
