"""One answer to many changes of weddings' facts, each by itself."""

import datetime as dt
from collections.abc import Callable, Iterable

from campaigns.models import Reflow
from campaigns.reflows.reflow import apply, refuse, undo
from wedsync.lib.one_by_one import Decided, one_by_one

ANSWERS: dict[str, Callable[[Reflow, dt.datetime, str], object]] = {
    "accept": apply,
    "refuse": refuse,
    "undo": undo,
}


def decide_reflows(
    found: Iterable[Reflow], answer: str, now: dt.datetime, *, actor: str
) -> tuple[Decided[Reflow], ...]:
    """`answer` is one of the words above. By weddings, in which order everybody locks them."""
    verb = ANSWERS[answer]
    ordered = sorted(found, key=lambda one: (one.wedding_id, one.pk))
    return one_by_one(ordered, lambda one: verb(one, now, actor))
