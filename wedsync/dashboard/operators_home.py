"""The ten figures an operator looks at first, each with the page behind it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from wedsync.dashboard.metrics import GAUGES, Gauge, rows_of
from wedsync.vendors.tenancy import operator

BY_NAME = {gauge.name: gauge for gauge in GAUGES}
LATE, SILENT = 60, 120  # seconds
LEFT = frozenset({"accepted", "sent", "delivered"})
LOST = frozenset({"bounced", "failed", "dead"})
EMERGENCIES = Gauge(
    "",
    "Emergencies that nobody has answered",
    "SELECT count(*) FROM campaigns_emergency WHERE state IN ('open', 'exhausted')",
)


@dataclass(frozen=True)
class Figure:
    """`alarming`: somebody should look now."""

    label: str
    value: str
    note: str
    url: str
    alarming: bool = False


def home(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """unfold's DASHBOARD_CALLBACK. Figures are of the whole house; the rows behind them aren't."""
    with operator():
        return {**context, "figures": [make() for make in FIGURES]}


def _read(name: str) -> Sequence[tuple[Any, ...]]:
    return rows_of(BY_NAME[name])


def _sum(rows: Iterable[tuple[Any, ...]]) -> int:
    return int(sum(row[-1] for row in rows))


def _list(model: str, query: str = "") -> str:
    return reverse(f"admin:{model}_changelist") + (f"?{query}" if query else "")


def _due() -> Figure:
    waiting = _sum(row for row in _read("wedsync_messages") if row[1] == "queued")
    oldest = int(_read("wedsync_oldest_due_seconds")[0][0])
    note = f"the oldest for {oldest} s" if oldest else "none of them late"
    url = reverse("admin:messaging_lane_depth")
    return Figure("In line", f"{waiting:,}", note, url, alarming=oldest > LATE)


def _left() -> Figure:
    rows = _read("wedsync_messages_last_day")
    left = _sum(row for row in rows if row[1] in LEFT)
    lost = _sum(row for row in rows if row[1] in LOST)
    return Figure("Left today", f"{left:,}", f"{lost:,} did not arrive", _list("messaging_message"))


def _held() -> Figure:
    rows = sorted(_read("wedsync_held_messages"), key=lambda row: -row[-1])
    note = f"most by “{rows[0][0]}”" if rows else "nothing is in the way"
    url = _list("messaging_message", "state__exact=held")
    return Figure("Held", f"{_sum(rows):,}", note, url)


def _unknown() -> Figure:
    open_ = _sum(row for row in _read("wedsync_handovers_open") if row[1] == "unknown")
    url = _list("messaging_handover", "outcome__exact=unknown")
    return Figure("Without an answer", f"{open_:,}", "calls that are asked about", url)


def _dead() -> Figure:
    rows = _read("wedsync_dead_messages")
    url = reverse("admin:messaging_message_dead_letters")
    dead = _sum(rows)
    return Figure("Given up", f"{dead:,}", "wait for a person", url, alarming=dead > 0)


def _twice() -> Figure:
    twice = _sum(_read("wedsync_maybe_duplicate_messages"))
    url = _list("messaging_message", "maybe_duplicate__exact=1")
    return Figure("Perhaps twice", f"{twice:,}", "flagged, ever", url)


def _inbox() -> Figure:
    backlog = _sum(_read("wedsync_inbox_backlog"))
    url = _list("messaging_inboxevent", "applied_at__isempty=1")
    return Figure("Reports to apply", f"{backlog:,}", "from providers", url)


def _accounts() -> Figure:
    rows = _read("wedsync_accounts")
    resting = _sum(row for row in rows if row[2] == "open")
    note = f"of {_sum(rows):,}; {_sum(row for row in rows if row[2] == 'off'):,} are off"
    url = _list("messaging_provideraccount")
    return Figure("Accounts at rest", f"{resting:,}", note, url, alarming=resting > 0)


def _emergencies() -> Figure:
    open_ = _sum(rows_of(EMERGENCIES))
    url = _list("campaigns_emergency")
    return Figure("Emergencies", f"{open_:,}", "not answered", url, alarming=open_ > 0)


def _seen() -> Figure:
    rows = sorted(_read("wedsync_heartbeat_age_seconds"), key=lambda row: -row[-1])
    url = _list("messaging_heartbeat")
    if not rows:
        return Figure("Last seen", "never", "nothing has run yet", url, alarming=True)
    name, age = rows[0]
    return Figure("Last seen", f"{int(age):,} s ago", str(name), url, alarming=age > SILENT)


FIGURES: tuple[Callable[[], Figure], ...] = (
    _due, _left, _held, _unknown, _dead, _twice, _inbox, _accounts, _emergencies, _seen,
)  # fmt: skip
