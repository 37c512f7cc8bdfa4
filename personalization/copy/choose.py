"""Which copy a message is sent in, if any: frozen with its context, so that a repeat says the same.

One query for a whole batch; where no template wants copy it finds nothing and costs as good as
nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from personalization.approval import NEVER_WRITTEN, Policy, State
from personalization.copy.bucket import bucket_of
from personalization.copy.said import KEY
from personalization.models import Variant

T = TypeVar("T")
Values = Mapping[str, Any]

ROW = (
    "pk", "language", "version__template__copy_tone",
    "copies__bucket", "copies__state", "copies__pk", "copies__answered_by",
)  # fmt: skip
# Of several copies for one bucket (another model, other rules) the best, then the newest.
BEST = {State.APPROVED.value: 2, State.DRAFTED.value: 1}


@dataclass
class _Offer:
    """What there is of a variant: its tone, its language, and by bucket (state, id, model)."""

    tone: str
    language: str
    copies: dict[str, tuple[str, UUID, str]] = field(default_factory=dict)

    def add(self, bucket: str, state: str, pk: UUID, model: str) -> None:
        known = self.copies.get(bucket)
        if known is None or _rank(state, pk) > _rank(known[0], known[1]):
            self.copies[bucket] = state, pk, model


def copy_for(wanted: Mapping[T, tuple[UUID, Values]]) -> dict[T, dict[str, dict[str, str]]]:
    """`wanted` are variants and contexts. For those whose template wants copy comes back what is
    to be added to the context, see `said.py`."""
    offers = _offers({variant_id for variant_id, _ in wanted.values()})
    return {
        key: {KEY: _chosen(offers[variant_id], values)}
        for key, (variant_id, values) in wanted.items()
        if variant_id in offers
    }


def _chosen(offer: _Offer, values: Values) -> dict[str, str]:
    bucket = bucket_of(values, tone=offer.tone, language=offer.language)
    state, pk, model = offer.copies.get(bucket.key, ("", None, ""))
    if state == State.APPROVED:
        return {"id": str(pk), "bucket": bucket.key, "model": model}
    return {"bucket": bucket.key, "instead": state}


def _offers(variants: set[UUID]) -> Mapping[UUID, _Offer]:
    rows = (
        Variant.objects.filter(pk__in=variants)
        .exclude(version__template__copy_policy=Policy.OFF)
        .exclude(version__template__purpose__in=NEVER_WRITTEN)
        .order_by()
        .values_list(*ROW)
    )
    found: dict[UUID, _Offer] = {}
    for pk, language, tone, bucket, *copy in rows:
        offer = found.setdefault(pk, _Offer(tone, language))
        if bucket is not None:
            offer.add(bucket, *copy)
    return found


def _rank(state: str, pk: UUID) -> tuple[int, UUID]:
    return BEST.get(state, 0), pk
