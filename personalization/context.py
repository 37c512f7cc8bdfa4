"""What is true of one person and one wedding on one day, as the values a template reads.

Preview, simulation and sending all build their values here. What is unknown is left out, so that
`default` works; nothing is ever "None", and 0 guests is a number.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton

from personalization.adjust import RuleFacts
from personalization.bands import budget_band, guest_band
from personalization.derived import returning, season
from personalization.house import house_of
from personalization.known import known
from personalization.one_line import one_line
from personalization.programme import Event, programme
from personalization.there import clock, destination_of, known_zone, sunset_at, zone_name
from personalization.tongue import PARTNERS, languages, spoken
from personalization.voice import Voice, voice_of
from wedsync.weddings.calendar import (
    Precision,
    WeddingDate,
    days_to_go,
    next_anniversary,
    stage_on,
)

Facts = Mapping[str, Any]

KEPT = 4096  # answers a process keeps of each kind that costs something
WEEK = 7


@dataclass(frozen=True)
class Context:
    """Rows as `QuerySet.values()` gives them, and the local day at the venue.

    `people` are all of the client's, `person` the one who reads; `days` are those of the
    wedding's `events`, `weddings` all the client's. `peak` are the vendor's busy months, 1 to 12.
    `house` is what `house_of` says of the vendor, where somebody has asked already.
    """

    today: dt.date
    vendor: Facts
    client: Facts
    person: Facts
    people: Sequence[Facts] = ()
    wedding: Facts | None = None
    days: Sequence[dt.date] = ()
    events: Sequence[Event] = ()
    weddings: Sequence[Facts] = ()
    peak: frozenset[int] = frozenset()
    now: dt.datetime | None = None
    house: Mapping[str, Facts] | None = None

    def values(self) -> dict[str, Any]:
        """By group and name as declared in `fields.py`, and the rules' reasons; ready for JSON."""
        locale = spoken(self.person.get("language"), self.vendor.get("locale"))
        wedding = self._wedding(locale)
        again = returning(self.wedding, self.weddings, self.today)
        voice = self._voice(wedding, again=again)
        groups = {
            "couple": {**_couple(self.client, self.people), "returning": "yes" if again else None},
            "person": {**_named(self.person), "role": self.person.get("role")},
            "partner": _named(_partner(self.person, self.people)),
            "wedding": wedding,
        }
        return {
            "locale": str(locale),
            "made_by": {"rules": list(voice.reasons)},
            "voice": voice.values,
            **{name: known(group) for name, group in groups.items()},
            **(self.house or house_of(self.vendor)),
        }

    def _wedding(self, locale: Locale) -> Facts:
        if self.wedding is None:
            return {}
        when = dated(self.wedding, self.days)
        return {
            **_calendar(when, self.today, self.peak, locale),
            "venue": one_line(self.wedding.get("venue_name")),
            "city": one_line(self.wedding.get("venue_city")),
            "country": _country(self.wedding.get("venue_country") or "", locale),
            "guests": self.wedding.get("guests"),
            "guest_band": guest_band(self.wedding.get("guests")),
            "style": one_line(self.wedding.get("style")),
            "events": programme(self.events, locale) if when.day else [],
            "destination": self._destination(self.wedding, when.day or self.today),
            **self._there(self.wedding, when.day, locale),
        }

    def _there(self, wedding: Facts, day: dt.date | None, locale: Locale) -> Facts:
        """What a clock at the venue says."""
        zone = self._zone(wedding)
        if zone is None:
            return {}
        place = wedding.get("latitude"), wedding.get("longitude")
        return {
            "time_zone": zone_name(zone, locale),
            "local_time": clock(self.now.astimezone(zone), locale) if self.now else None,
            "sunset": sunset_at(*place, day, zone, locale),
        }

    def _zone(self, wedding: Facts) -> ZoneInfo | None:
        key = wedding.get("timezone") or self.vendor.get("timezone")
        return known_zone(key) if key else None

    def _destination(self, wedding: Facts, day: dt.date) -> str:
        partners = (one for one in self.people if one.get("role") in PARTNERS)
        homes = {self.vendor.get("timezone"), *(one.get("timezone") for one in partners)}
        return destination_of(
            wedding.get("venue_country") or "",
            self.vendor.get("country") or "",
            self._zone(wedding),
            tuple(sorted(filter(None, homes))),
            day,
        )

    def _voice(self, wedding: Facts, *, again: bool) -> Voice:
        """Everything a wording rule may know."""
        facts = self.wedding or {}
        return voice_of(
            RuleFacts(
                stage=wedding.get("stage") or "",
                vendor_type=self.vendor.get("type") or "",
                guest_band=wedding.get("guest_band") or "",
                budget_band=budget_band(
                    facts.get("budget"),
                    facts.get("currency") or "",
                    facts.get("venue_country") or self.vendor.get("country") or "",
                    self.vendor.get("type") or "",
                ),
                season=wedding.get("season") or "",
                destination=wedding.get("destination") or "",
                brand_voice=self.vendor.get("brand_voice") or "",
                style=wedding.get("style") or "",
                languages=languages(self.person, self.people, self.vendor),
                returning=again,
            )
        )


NOWHERE = "https://preview.invalid/"


def with_links(
    values: Facts,
    *,
    unsubscribe: str,
    preferences: str,
    browser: str = NOWHERE,
    opt_in: str = NOWHERE,
) -> dict[str, Any]:
    """The addresses only the sender can give; a preview leads nowhere."""
    leaving = {"unsubscribe": unsubscribe, "preferences": preferences}
    return {**values, "links": leaving | {"browser": browser, "opt_in": opt_in}}


def dated(wedding: Facts, days: Iterable[dt.date] = ()) -> WeddingDate:
    day, precision = wedding.get("date"), wedding.get("precision")
    if day is None or precision == Precision.OPEN:
        return WeddingDate.open()
    if precision == Precision.MONTH:
        return WeddingDate.in_month(day.year, day.month)
    return _exactly(day, tuple(days))


@lru_cache(maxsize=KEPT)
def _exactly(day: dt.date, days: tuple[dt.date, ...]) -> WeddingDate:
    return WeddingDate.on(day, days)


def _couple(client: Facts, people: Sequence[Facts]) -> Facts:
    ordered = sorted(people, key=lambda one: str(one.get("role")))
    names = [one_line(one.get("given_name")) for one in ordered if one.get("role") in PARTNERS]
    return {"names": one_line(client.get("name")), "first_names": " & ".join(filter(None, names))}


def _named(person: Facts) -> dict[str, Any]:
    first, last = one_line(person.get("given_name")), one_line(person.get("family_name"))
    return {"first_name": first, "last_name": last, "full_name": f"{first} {last}".strip()}


def _partner(person: Facts, people: Sequence[Facts]) -> Facts:
    """The other of the two, for a partner; nobody for a planner or a parent."""
    if person.get("role") not in PARTNERS:
        return {}
    other = PARTNERS[1 - PARTNERS.index(person["role"])]
    return next((one for one in people if one.get("role") == other), {})


@lru_cache(maxsize=KEPT)  # a season has few days
def _calendar(
    when: WeddingDate, today: dt.date, peak: frozenset[int], locale: Locale
) -> Mapping[str, Any]:
    """What follows from the date alone."""
    stage = stage_on(today, when).value
    return {**_days(when, today, locale), "stage": stage, "season": season(when, peak)}


def _days(when: WeddingDate, today: dt.date, locale: Locale) -> dict[str, Any]:
    if when.span is None:
        return {}
    if when.day is None:
        first = when.span.first
        return {"month": _written(first, locale)["month"], "year": first.year}
    left = days_to_go(today, when) or 0
    return {
        "date": when.day.isoformat(),
        **_written(when.day, locale),
        "year": when.day.year,
        "days_to_go": left if left >= 0 else None,
        "weeks_to_go": left // WEEK if left >= 0 else None,
        "days_since": -left if left < 0 else None,
        "anniversary": next_anniversary(when.day, today)[0] if left < 0 else None,
    }


@lru_cache(maxsize=KEPT)  # Babel reads its patterns anew each time; a season has few days
def _written(day: dt.date, locale: Locale) -> Mapping[str, str]:
    return {
        "date_long": format_date(day, "full", locale),
        "weekday": format_date(day, "EEEE", locale),
        "month": format_skeleton("yMMMM", day, locale=locale),
    }


@lru_cache(maxsize=KEPT)
def _country(code: str, locale: Locale) -> str | None:
    return locale.territories.get(code)
