"""What a simulated season comes to. Every figure counts lines, so every cell can show its own."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

from campaigns.simulation.course import Fate, Line
from campaigns.timeline import Reason
from wedsync.weddings.calendar import local_day, week_of

ASIDE = frozenset({Reason.MOVED_BACK, Reason.MOVED_FORWARD})
PROTECTING = frozenset({"wedding_day", "saturday"})
CAPPING = "frequency"
MANY = 3  # messages to a couple in a week, from which on it is shown


@dataclass(frozen=True)
class Figures:
    """Days are the vendor's; a week begins on its Monday. Money in micro-units.

    `sent`: by (day, channel); `cost`: by (day, channel, currency). `reasons`: how many messages
    wait or were dropped, by (fate, reason). `capped`: moved, or made to wait, by a cap.
    `protected`: kept clear of a protected day. `busy`: couples that get many messages in a week:
    (monday, wedding) to their number. `missing`: what can't be written, by the gate's sentence.
    """

    sent: Counter[tuple[dt.date, str]] = field(default_factory=Counter)
    cost: Counter[tuple[dt.date, str, str]] = field(default_factory=Counter)
    fates: Counter[Fate] = field(default_factory=Counter)
    reasons: Counter[tuple[Fate, str]] = field(default_factory=Counter)
    capped: int = 0
    protected: int = 0
    busy: dict[tuple[dt.date, UUID], int] = field(default_factory=dict)
    missing: Counter[str] = field(default_factory=Counter)


def figures(lines: Sequence[Line], zone: ZoneInfo, many: int = MANY) -> Figures:
    sent = [line for line in lines if line.fate is Fate.SENT]
    unsent = [line for line in lines if line.fate is not Fate.SENT]
    return Figures(
        sent=Counter(cell_of(line, zone) for line in sent),
        cost=_cost(sent, zone),
        fates=Counter(line.fate for line in lines),
        reasons=Counter((line.fate, line.reason or line.planned.value) for line in unsent),
        capped=sum(line.planned is Reason.CAP or _delayed_by({CAPPING}, line) for line in lines),
        protected=sum(line.planned in ASIDE or _delayed_by(PROTECTING, line) for line in lines),
        busy=_busy(sent, zone, many),
        missing=Counter(line.reason for line in unsent if line.gate == "missing_content"),
    )


def cell_of(line: Line, zone: ZoneInfo) -> tuple[dt.date, str]:
    return local_day(line.at, zone), line.channel


def _cost(sent: Iterable[Line], zone: ZoneInfo) -> Counter[tuple[dt.date, str, str]]:
    spent: Counter[tuple[dt.date, str, str]] = Counter()
    for line in sent:
        if line.cost is not None:
            spent[*cell_of(line, zone), line.cost.currency] += line.cost.micros
    return spent


def _busy(sent: Iterable[Line], zone: ZoneInfo, many: int) -> dict[tuple[dt.date, UUID], int]:
    weeks = Counter((week_of(local_day(line.at, zone)).first, line.wedding) for line in sent)
    return {cell: number for cell, number in sorted(weeks.items()) if number >= many}


def _delayed_by(gates: Iterable[str], line: Line) -> bool:
    return not {delay.gate for delay in line.delays}.isdisjoint(gates)
