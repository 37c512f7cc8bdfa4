"""What a plan can't decide alone, or did late on its own: put before the vendor, once."""

from collections.abc import Iterable, Sequence

from django.utils.timezone import now as current_time

from campaigns.timeline import Planned, Reason, Slot, Stand
from campaigns.timelines.case import Case
from messaging.models import ToDo
from messaging.policy.facts import NEVER_LOST
from messaging.todo import ask_all, need
from personalization.models import Template
from wedsync.lib.worded import worded
from wedsync.weddings.models import Wedding

DECIDE, TOLD = "timeline_decide", "timeline_late"
# Decided for a step that may not be lost, without anybody having been told.
LOST = frozenset({Reason.NOBODY, Reason.NO_CONTENT})
SENTENCES = {
    DECIDE: worded(
        "“{title}” for {who} should have gone out already: say whether it still should."
    ),
    TOLD: worded("“{title}” for {who} went out late: its day had passed when it was planned."),
    Reason.NOBODY: worded("“{title}” for {who} could not be said: nobody there has that part."),
    Reason.NO_CONTENT: worded(
        "“{title}” for {who} could not be said: its template has no words for it."
    ),
}
News = tuple[Case, Slot, str, str]  # kind of to-do, key of its sentence


def ask_vendor(plans: Iterable[tuple[Case, Sequence[Planned]]]) -> None:
    """About what is new in these plans; what was asked and is decided by now is done."""
    changed = [(case, line) for case, lines in plans for line in lines if _is_new(case, line)]
    _done([(case, line.slot) for case, line in changed if line.stand is not Stand.ASKED])
    _ask([news for case, line in changed for news in _news(case, line)])


def _is_new(case: Case, line: Planned) -> bool:
    row = case.by_slot.get(line.slot)
    return row is None or (row.state, row.reason) != (line.stand, line.reason)


def _news(case: Case, line: Planned) -> Iterable[News]:
    if line.stand is Stand.ASKED:
        yield case, line.slot, DECIDE, DECIDE
    elif line.reason is Reason.LATE_CRITICAL:
        yield case, line.slot, TOLD, TOLD
    elif line.reason in LOST and case.steps[line.slot.key].purpose in NEVER_LOST:
        yield case, line.slot, TOLD, line.reason


def _ask(news: Sequence[News]) -> None:
    if not news:
        return
    templates = {case.contents.steps[slot.key].template for case, slot, _, _ in news}
    what = dict(Template.objects.filter(pk__in=templates).values_list("pk", "name"))
    weddings = {case.enrollment.wedding_id for case, _, _, _ in news}
    named = Wedding.objects.filter(pk__among=weddings).order_by()
    who = dict(named.values_list("pk", "client__name"))
    ask_all(
        need(
            case.enrollment.vendor_id,
            kind,
            _key(case, slot),
            SENTENCES[sentence].format(
                title=what.get(case.contents.steps[slot.key].template, slot.key)[:80],
                who=who[case.enrollment.wedding_id][:80],
            ),
        )
        for case, slot, kind, sentence in news
    )


def _done(slots: Sequence[tuple[Case, Slot]]) -> None:
    keys = [
        f"{DECIDE}:{_key(case, slot)}"[:200]
        for case, slot in slots
        if (row := case.by_slot.get(slot)) is not None and row.state == Stand.ASKED
    ]
    if keys:
        ToDo.objects.filter(key__in=keys, done_at=None).update(done_at=current_time())


def _key(case: Case, slot: Slot) -> str:
    return f"{case.enrollment.pk}:{slot.key}:{slot.occurrence}"
