"""A calendar that can be read by its secret address (ICS), from Google, Apple, Outlook or a CRM.

It tells of days and names, never of addresses; so a couple known by another way is offered as
perhaps the same by name and day.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import ClassVar
from zoneinfo import ZoneInfo

from crm_connectors.feed import Feed
from crm_connectors.network import Later
from crm_connectors.occasions import Diary, Occasion, diary, is_calendar
from crm_connectors.protocol import Caller, Page, Sleep, Want
from crm_connectors.told import Cell, Told, read_cells
from crm_connectors.translate import House
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded

SIZE = 200
END = "END:VCALENDAR"


class CalendarFeed:
    key: ClassVar = "calendar"
    name: ClassVar = worded("Calendar feed (ICS)")
    can: ClassVar = (
        worded("Reads the weddings of a calendar every hour: days, names, places."),
        worded(
            "Proposes moves when a day changes, and stops automations when an event is cancelled."
        ),
        worded("An event is a wedding if its title or category says so."),
        worded(
            "An event that takes the whole day and names two people is taken for a wedding, too."
        ),
    )
    cannot: ClassVar = (
        worded(
            "A calendar has no e-mail addresses and no phone numbers: add them here, or by a file."
        ),
        worded("Marketing consent is not read."),
        worded("Events that repeat are left out; what is removed there is shown, and left to you."),
    )
    steps: ClassVar = (
        worded(
            "In Google Calendar: the calendar's settings, then its “Secret address in iCal format”."
        ),
        worded("In Outlook: publish the calendar, then copy the ICS link."),
        worded("In iCloud: share it as a public calendar, then copy the link."),
        worded(
            "Paste the address here. It is kept encrypted: whoever knows it can read the calendar."
        ),
    )
    credentials: ClassVar = {"address": worded("address of the calendar")}
    often: ClassVar = dt.timedelta(hours=1)
    writes: ClassVar = False

    def open(
        self, credentials: Mapping[str, str], sandbox: str, *, sleep: Sleep, tries: int
    ) -> Caller:
        return Feed(credentials.get("address", ""), sleep=sleep, tries=tries)

    def whose(self, api: Caller) -> str:
        return _read(api, House("", "")).name or worded("your calendar")

    def pull(self, api: Caller, want: Want, house: House) -> Iterator[Page]:
        """All of it, whatever was asked for: a calendar can't tell what changed."""
        found = _read(api, house)
        things = tuple(told(one, house) for one in found.weddings)
        pages = max(1, -(-len(things) // SIZE))
        for number in range(want.page, pages + 1):
            yield Page(number, things[(number - 1) * SIZE : number * SIZE], pages)

    def subscribe(self, api: Caller, url: str) -> None:
        """A calendar calls nobody."""

    def unsubscribe(self, api: Caller, url: str) -> None:
        """Nothing to take back."""

    def tell_back(self, api: Caller, external_id: str, ours: str, url: str) -> None:
        """Nothing can be written there."""


CONNECTOR = CalendarFeed()


def told(one: Occasion, house: House) -> Told:
    if not one.couple:
        return Told(
            one.uid, one.changed_at, note=worded("“{title}” names no two people.", title=one.title)
        )
    cells = (
        Cell("couple.external_id", "UID", one.uid),
        Cell("couple.name", "SUMMARY", one.couple),
        Cell("wedding.date", "DTSTART", one.day.isoformat()),
        Cell("wedding.venue_name", "LOCATION", one.place),
        Cell("wedding.life", "STATUS", one.state),
    )
    read = read_cells(cells, house)
    return Told(one.uid, one.changed_at, read.record, read.problems)


def _read(api: Caller, house: House) -> Diary:
    """Raises Later for half a calendar, whose other half would seem to be removed."""
    text = api.get("")
    if not is_calendar(text[:99].encode()):
        raise Refusal("There is no calendar at this address (ICS).", code="not_a_calendar")
    if END not in text[-99:].upper():
        raise Later(60, worded("the calendar came only in part"))
    return diary(text.encode(), ZoneInfo(house.timezone or "UTC"))
