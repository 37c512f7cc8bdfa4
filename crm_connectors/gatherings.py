"""What else a couple comes for: a rehearsal beside the wedding, a session months before it. Pure.

What lies around the wedding is one of its own days, which are left alone. What lies far from it is
a day, or an instant, that messages can hang on, and makes the wedding no longer.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from crm_connectors.words import plain

NEAR = dt.timedelta(days=4)  # on both sides of the wedding
LONGEST_NAME = 40
KINDS = ("rehearsal", "welcome", "reception", "brunch", "ceremony")
OTHER = "other"
OURS = frozenset({"inquiry", "booked"})  # milestones that say more than a meeting of that name
DAY, MARK = "day", "mark"
Row = tuple[str, str, str, str]  # day or mark, its name, its local day, its hour or instant or ""


class Gathering(NamedTuple):
    """As another system tells it. `hour` is local to `zone`; `talk`: a meeting or a call, which is
    never a day of the wedding."""

    key: str
    name: str
    day: dt.date
    hour: dt.time | None = None
    zone: str = ""
    talk: bool = False


@dataclass(frozen=True)
class Gathered:
    """What goes and what comes of a wedding's days and milestones."""

    gone: tuple[Row, ...] = ()
    come: tuple[Row, ...] = ()
    known: frozenset[str] = frozenset()  # names that this system gave before

    def __bool__(self) -> bool:
        return bool(self.gone or self.come)


NOTHING_GATHERED = Gathered()


def rows_of(gatherings: Iterable[Gathering], wedding: dt.date | None) -> tuple[Row, ...]:
    """In their order, each once. `wedding` is None where its day isn't known."""
    found: dict[Row, None] = {}
    taken: set[str] = set()
    for one in sorted(gatherings, key=lambda g: (g.day, g.key)):
        if not one.talk and wedding and abs(one.day - wedding) <= NEAR:
            found[_day(one)] = None
        elif name := _free(_slug(one.name), taken):
            taken.add(name)
            found[_mark(one, name)] = None
    return tuple(found)


def difference(before: Sequence[Sequence[str]], after: Sequence[Row]) -> Gathered:
    """`before` as it was kept, in JSON."""
    old = [(one[0], one[1], one[2], one[3]) for one in before]
    names = frozenset(name for what, name, _, _ in old if what == MARK)
    gone = tuple(row for row in old if row not in after)
    return Gathered(gone, tuple(row for row in after if row not in old), names)


def _day(one: Gathering) -> Row:
    name = plain(one.name)
    kind = next((kind for kind in KINDS if kind in name), OTHER)
    return DAY, kind, one.day.isoformat(), one.hour.isoformat() if one.hour else ""


def _mark(one: Gathering, name: str) -> Row:
    at = ""
    if one.hour:
        local = dt.datetime.combine(one.day, one.hour, ZoneInfo(one.zone or "UTC"))
        at = local.astimezone(dt.UTC).isoformat()
    return MARK, name, one.day.isoformat(), at


def _slug(name: str) -> str:
    """`Engagement Session` is `engagement_session`; "" for a name that is ours already."""
    slug = re.sub(r"[^a-z0-9]+", "_", plain(name)).strip("_")[: LONGEST_NAME - 3] or "session"
    return "" if slug in OURS else slug


def _free(name: str, taken: set[str]) -> str:
    """The second of a name is numbered."""
    return next((one for one in _numbered(name) if one not in taken), "") if name else ""


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}_{number}" for number in range(2, 100))
