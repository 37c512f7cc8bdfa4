"""A calendar file as a table: a row for each wedding in it. Pure."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from crm_connectors.occasions import Diary, diary
from crm_connectors.table import Line
from wedsync.lib.worded import worded

HEADER = ("ID", "Couple", "Wedding date", "Venue", "Status")


def ics_lines(data: bytes, zone: ZoneInfo | dt.timezone = dt.UTC) -> tuple[Iterator[Line], str]:
    """The rows, and a remark about what was left out. Raises Refusal."""
    found = diary(data, zone)
    return _lines(found), _remark(found)


def _lines(found: Diary) -> Iterator[Line]:
    yield Line(1, HEADER)
    for number, one in enumerate(sorted(found.weddings, key=lambda one: (one.day, one.uid)), 2):
        name = one.couple or one.title
        yield Line(number, (one.uid, name, one.day.isoformat(), one.place, one.state))


def _remark(found: Diary) -> str:
    if not found.others:
        return ""
    events = worded("event was") if found.others == 1 else worded("events were")
    return worded(
        "{others} other {events} left out: no weddings. A calendar has no addresses.",
        others=f"{found.others:,}",
        events=events,
    )
