"""Which events of a calendar (iCalendar, RFC 5545) are weddings, and whose. Pure.

A calendar knows titles, days and places. It knows no addresses of the couple: who is invited to
an event may be the second photographer.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event
from icalendar.prop import vCategory, vDDDTypes

from crm_connectors.people import BETWEEN, bare_couple, is_wedding
from crm_connectors.table import MAX_CELL, NOT_TEXT
from wedsync.lib.refusal import Refusal

LONGEST_ID = 120
KIND_FIRST = re.compile(
    r"^(?:wedding|elopement|hochzeit|trauung|boda|mariage|matrimonio|casamento)\s*[:\u2013\u2014|-]+\s*",
    re.IGNORECASE,
)
# What follows the names: `… @ Fern Hall`, `… (full day)`, `… | 10 h`.
BEHIND = re.compile(r"\s*(?:[@(\[|\u2013\u2014]|\s-\s|\bat\b).*$", re.IGNORECASE)
STATES = {"CANCELLED": "cancelled", "TENTATIVE": "tentative"}
NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Occasion:
    """One wedding of a calendar. `couple` is "" where its title names no two people; `state` is a
    word for a status, or "" where the calendar calls it sure; `changed_at` is aware."""

    uid: str
    title: str
    couple: str
    day: dt.date
    place: str
    state: str
    changed_at: dt.datetime


@dataclass(frozen=True)
class Diary:
    """What a calendar holds: its name, its weddings, and how many other events."""

    name: str
    weddings: tuple[Occasion, ...]
    others: int


def diary(data: bytes, zone: ZoneInfo | dt.timezone = dt.UTC) -> Diary:
    """Read a calendar; `zone` tells the day of an instant in UTC where the calendar has none.

    Raises Refusal for what is no calendar.
    """
    calendars = _calendars(data)
    found: dict[str, Occasion] = {}
    others = 0
    for calendar in calendars:
        home = _zone_of(calendar) or zone
        for event in calendar.events:
            occasion = _occasion(event, home)
            if occasion is None:
                others += 1
            elif occasion.uid not in found or found[occasion.uid].changed_at <= occasion.changed_at:
                found[occasion.uid] = occasion
    name = next((_line(one.get("X-WR-CALNAME")) for one in calendars), "")
    return Diary(name[:80], tuple(found.values()), others)


def is_calendar(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf\r\n\t ")[:15].upper() == b"BEGIN:VCALENDAR"


def names_in(title: str) -> str:
    """`Wedding: Lena & Marc @ Fern Hall` is `Lena & Marc`; "" where no two people are named."""
    named = bare_couple(BEHIND.sub("", KIND_FIRST.sub("", title)))
    parts = [part for part in BETWEEN.split(named) if part]
    return named if len(parts) == 2 else ""  # noqa: PLR2004 -- a couple


def _calendars(data: bytes) -> list[Calendar]:
    """Their parser says in many ways that it is at its wits' end, and may return other things."""
    found: Sequence[Component] = ()
    with suppress(ValueError, KeyError, IndexError, TypeError, AttributeError):
        found = Calendar.from_ical(data, multiple=True)
    calendars = [one for one in found if isinstance(one, Calendar)]
    if not calendars:
        raise Refusal("This is not a calendar we can read (ICS).", code="not_a_calendar")
    return calendars


def _occasion(event: Event, zone: ZoneInfo | dt.timezone) -> Occasion | None:
    """None for what is no wedding, has no day, or repeats."""
    title, day = _line(event.get("SUMMARY")), _day(event, zone)
    repeats = "RRULE" in event or "RDATE" in event
    if not title or day is None or repeats or not _is_meant(event, title):
        return None
    return Occasion(
        uid=_uid(_line(event.get("UID")), title, day),
        title=title[:LONGEST_ID],
        couple=names_in(title),
        day=day,
        place=_line(event.get("LOCATION")).partition(",")[0].strip()[:200],
        state=STATES.get(_line(event.get("STATUS")).upper(), ""),
        changed_at=_changed_at(event),
    )


def _is_meant(event: Event, title: str) -> bool:
    """It says so; or it takes the whole day and names two people."""
    if is_wedding(title) or any(is_wedding(word) for word in _categories(event)):
        return True
    whole_day = type(_moment(event, "DTSTART")) is dt.date
    return whole_day and bool(names_in(title))


def _categories(event: Event) -> Iterator[str]:
    told = event.get("CATEGORIES")
    for one in told if isinstance(told, list) else [told]:
        if isinstance(one, vCategory):
            yield from (str(word) for word in one.cats)


def _day(event: Event, zone: ZoneInfo | dt.timezone) -> dt.date | None:
    """Local to where it happens: an event's own zone counts, a floating time is taken as it is."""
    start = _moment(event, "DTSTART")
    if isinstance(start, dt.datetime):
        in_utc = start.tzinfo is not None and start.tzname() == "UTC"
        return (start.astimezone(zone) if in_utc else start).date()
    return start if isinstance(start, dt.date) else None


def _changed_at(event: Event) -> dt.datetime:
    for name in ("LAST-MODIFIED", "DTSTAMP", "CREATED"):
        at = _moment(event, name)
        if isinstance(at, dt.datetime):
            return at if at.tzinfo else at.replace(tzinfo=dt.UTC)
    return NEVER


def _moment(event: Event, name: str) -> object:
    """What cannot be read is not there."""
    told = event.get(name)
    first = told[0] if isinstance(told, list) else told
    return first.dt if isinstance(first, vDDDTypes) else None


def _zone_of(calendar: Calendar) -> ZoneInfo | None:
    try:
        return ZoneInfo(_line(calendar.get("X-WR-TIMEZONE")))
    except (ValueError, OSError, LookupError):
        return None


def _uid(uid: str, title: str, day: dt.date) -> str:
    """Theirs; a digest where it is too long, or where there is none."""
    if uid and len(uid) <= LONGEST_ID:
        return uid
    told = uid or f"{title} {day}"
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def _line(told: object) -> str:
    """On one line, without what is no text."""
    words: Iterable[str] = str(told or "")[:MAX_CELL].split()
    return NOT_TEXT.sub("", " ".join(words)).strip()
