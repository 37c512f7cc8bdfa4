"""Have one copy written: take it, set money aside, ask, look at the answer, store it.

Two short transactions and a call between them. Whoever takes a copy first pays for it; everybody
else finds it taken. One whose taker died is taken again after a while, and that is the one case
in which a model is paid twice.
"""

from uuid import UUID

from django.utils.timezone import now as current_time

from personalization.copy.access import way_for
from personalization.copy.ask import ask
from personalization.copy.bucket import Bucket
from personalization.copy.prompt import VERSION
from personalization.copy.store import store
from personalization.copy.take import prepare, take
from personalization.models import Copy, Variant
from wedsync.vendors.tenancy import tenant


def write_copy(variant: Variant, bucket: Bucket) -> Copy:
    """The copy of a vendor's own variant for a bucket, written now unless it already is, or
    somebody else is at it. Outside of transactions; raises Refusal where nobody is set up to."""
    assert variant.vendor_id is not None  # noqa: S101 -- the library's are copied first
    with tenant(variant.vendor_id):
        way = way_for(variant.vendor_id)
        copy, _ = Copy.objects.get_or_create(
            vendor_id=variant.vendor_id,
            variant=variant,
            bucket=bucket.key,
            writer=way.writer.key,
            model=way.model,
            prompt=VERSION,
        )
    write(variant.vendor_id, copy.pk)
    with tenant(variant.vendor_id):
        return Copy.objects.get(pk=copy.pk)


def write(vendor_id: UUID, copy_id: UUID) -> bool:
    """Whether it was ours to write. Never raises for what the model does."""
    now = current_time()
    with tenant(vendor_id):
        copy = take(copy_id, now)
        job = prepare(copy, now) if copy else None
    if job is None:
        return copy is not None
    reply, lost = ask(job.way, job.order)
    with tenant(vendor_id):
        store(job, reply, lost, current_time())
    return True
