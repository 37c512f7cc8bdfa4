"""When the law lets a vendor sell by text, by country and US state: dated rows with sources.

None of it is legal advice. A change of the rows changes VERSION, which every Decision stores; a
law that changes gets another row with its day, and the old one stays.
"""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from messaging.policy.law import us, world
from messaging.policy.law.rule import Rule

VERSION = "2026-11-25"
ROWS = (*us.ROWS, *world.ROWS)


def laws_in(places: Iterable[str], day: dt.date) -> tuple[Rule, ...]:
    """The rows that hold on `day` in any of these places: all of them must be kept.

    Places are "US-CA", "FR"; a state without a row of its own falls back to its country's, a
    country without one to the default, and so does nobody knowing where.
    """
    found = (_law(place, day) for place in (*places,) or ("",))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _law(place: str, day: dt.date) -> Rule:
    """The most particular place wins, and of its rows the latest."""
    names = (place, place.partition("-")[0], "")
    in_force = [row for row in ROWS if row.place in names and (row.since or day) <= day]
    return max(in_force, key=lambda row: (len(row.place), row.since or dt.date.min))


__all__ = ["ROWS", "VERSION", "Rule", "laws_in"]
