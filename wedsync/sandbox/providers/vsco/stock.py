"""A studio's season from a seed: couples, families and portraits, told as untidily as people do."""

import datetime as dt
import random
from collections import defaultdict
from typing import Any, Final

from wedsync.sandbox.providers.vsco.studio import Item, Studio

GIVEN: Final = (
    *("Lena", "Marc", "Ivy", "Grant", "Noor", "Sam", "Aiko", "Tom", "Zoë", "Pedro", "Maeve"),
    *("Oskar", "Priya", "Jonas", "Carmen", "Luca", "Freya", "Hugo", "Inés", "Bo", "Ada", "Kofi"),
)
FAMILY: Final = (
    *("Ortiz", "Weber", "Hart", "Lindqvist", "Okafor", "Tanaka", "de la Cruz", "Nguyen"),
    *("O'Neill", "Schäfer", "Rossi", "Dubois", "Patel", "Kim", "Novak", "Silva"),
)
VENUES: Final = (
    ("Fern Hall", "Portland", "US", "America/Los_Angeles", 45.52, -122.68),
    ("The Old Mill", "Bend", "US", "America/Los_Angeles", 44.06, -121.31),
    ("Villa Cipressi", "Varenna", "IT", "Europe/Rome", 46.01, 9.28),
    ("Boathouse on Mirror Lake", "Lake Placid", "US", "America/New_York", 44.28, -73.98),
)
SOURCES: Final = ("Instagram", "The Knot", "Referral", "Venue", None)
STAGES: Final = (("lead", 25), ("booked", 45), ("fulfillment", 10), ("completed", 20))
# Name, kind, every how many jobs, days before the wedding, local hour.
FURTHER: Final = (
    ("Engagement Session", "session", 3, 120, "17:30:00"),
    ("Rehearsal Dinner", "session", 4, 1, "18:00:00"),
    ("Consultation", "meeting", 5, 45, "10:00:00"),
    ("Farewell Brunch", "session", 7, -1, None),
)
CHANGES: Final = ("moved", "nudged", "readdressed", "closed", "booked", "unscheduled", "noted")


def stock(studio: Studio, jobs: int, seed: int, today: str, at: float, odd: Any) -> None:
    """So many jobs around `today`; with `odd`, about every fiftieth is one no reader expects."""
    maker = _Maker(studio, seed, dt.date.fromisoformat(today), at)
    for number in range(jobs):
        maker.job(number, odd=bool(odd) and not (number + 1) % 50)


class _Maker:
    def __init__(self, studio: Studio, seed: int, today: dt.date, at: float) -> None:
        self._studio, self._today, self._at = studio, today, at
        self._dice = random.Random(seed)  # noqa: S311 -- repeatable on purpose
        self._types = {
            name: self._add("job-type", name=name)["id"] for name in ("Wedding", "Portrait")
        }
        self._wedding = self._add("event-type", name="Wedding", kind="session")["id"]
        self._further_types = {
            name: self._add("event-type", name=name, kind=kind)["id"] for name, kind, *_ in FURTHER
        }
        self._roles = {
            name: self._add("job-role", name=name, kind=kind)["id"]
            for name, kind in (("Client", "client"), ("Partner", "client"), ("Planner", "vendor"))
        }

    def job(self, number: int, *, odd: bool) -> None:
        stage = self._dice.choices([s for s, _ in STAGES], [weight for _, weight in STAGES])[0]
        day = self._day(stage)
        kind = "Portrait" if number % 20 == 7 else "Wedding"  # noqa: PLR2004 -- one in twenty
        one, two = self._person(number, 1), self._person(number, 2)
        job = self._add("job", **self._told(stage, day, kind, one, two))
        self._attend(job, one, "Client", client=True)
        if kind == "Wedding":
            self._attend(job, two, "Partner", client=True)
        if number % 6 == 0:
            self._attend(job, self._person(number, 3), "Planner", client=False)
        if day:
            self._session(job, day)
            self._further(job, day, number)
        if odd:
            self._spoil(job, one, number)

    def _told(self, stage: str, day: dt.date | None, kind: str, one: Item, two: Item) -> Item:
        booked = None if stage == "lead" else self._ago(20, 300)
        return {
            "name": None,
            "title": f"{one['firstName']} & {two['firstName']} {kind}",
            "stage": stage,
            "closed": self._dice.random() < 0.08,  # noqa: PLR2004 -- a share
            "eventDate": day and day.isoformat(),
            "inquiryDate": self._ago(300, 500),
            "bookingDate": booked,
            "completedDate": day.isoformat() if stage == "completed" and day else None,
            "jobTypeId": self._types[kind],
            "jobTypeName": kind,
            "guestCount": self._dice.choice([None, 2, 60, 90, 120, 180]),
            "leadMaxBudget": self._dice.choice([None, 250_000, 480_000, 900_000]),
            "leadSourceName": self._dice.choice(SOURCES),
            "sample": False,
            "externalMappings": [],
            "customFields": [],
        }

    def _day(self, stage: str) -> dt.date | None:
        if stage == "lead" and self._dice.random() < 0.3:  # noqa: PLR2004 -- a share
            return None
        past = stage in {"completed", "fulfillment"}
        days = self._dice.randrange(-500, -5) if past else self._dice.randrange(60, 600)
        return self._today + dt.timedelta(days)

    def _person(self, number: int, place: int) -> Item:
        given, family = self._dice.choice(GIVEN), self._dice.choice(FAMILY)
        address = f"{_plain(given)}.{number}.{place}@example.com"
        return self._add(
            "address-book",
            kind="person",
            firstName=given,
            lastName=family,
            name=f"{given} {family}",
            email=address,
            secondaryEmail=None,
            cellPhone=_phone(number * 3 + place),
            contactPreference=self._dice.choice([None, "email", "cell-phone"]),
            anonymized=False,
            privacyOptIn=self._dice.random() < 0.5,  # noqa: PLR2004 -- a share
            requireStrictPrivacy=self._dice.random() < 0.1,  # noqa: PLR2004 -- a share
            externalMappings=[],
        )

    def _attend(self, job: Item, person: Item, role: str, *, client: bool) -> None:
        kinds = ["client", "customer"] if role == "Client" else ["client"] if client else ["vendor"]
        self._add(
            "job-contact",
            jobId=job["id"],
            contactId=person["id"],
            client=client,
            jobRoles=[self._roles[role]],
            roleKinds=kinds,
        )

    def _session(self, job: Item, day: dt.date) -> None:
        name, city, country, zone, north, east = self._dice.choice(VENUES)
        session = self._add(
            "event",
            jobId=job["id"],
            typeId=self._wedding,
            name="Wedding",
            startDate=day.isoformat(),
            startTime=self._dice.choice([None, "14:00:00", "16:30:00"]),
            allDay=False,
            confirmed=True,
            channel="InPerson",
            timezoneName=zone,
            location={
                "address": {
                    "name": name,
                    "city": city,
                    "country": country,
                    "latitude": north,
                    "longitude": east,
                    "timezone": zone,
                }
            },
        )
        job["primarySessionId"] = session["id"]

    def _further(self, job: Item, day: dt.date, number: int) -> None:
        """What else they come for; every so many of the couples have it."""
        for name, _, every, before, hour in FURTHER:
            if number % every == 0:
                self._add(
                    "event",
                    jobId=job["id"],
                    typeId=self._further_types[name],
                    name=name,
                    startDate=(day - dt.timedelta(before)).isoformat(),
                    startTime=hour,
                    allDay=hour is None,
                    confirmed=True,
                    timezoneName="America/Los_Angeles",
                    location=None,
                )

    def _spoil(self, job: Item, person: Item, number: int) -> None:
        """What is seen in real accounts, or will be one day."""
        spoilt: tuple[tuple[Item, Item], ...] = (
            (job, {"eventDate": "0000-00-00"}),
            (person, {"email": "none given"}),
            (job, {"guestCount": 99_999_999_999}),
            (person, {"anonymized": True, "firstName": "Anonymized", "lastName": None,
                      "email": None, "cellPhone": None}),
            (job, {"stage": "a stage of tomorrow"}),
            (person, {"lastName": "x" * 300, "cellPhone": {"e164": "12", "formatted": "call me"}}),
        )  # fmt: skip
        target, fields = spoilt[number // 50 % len(spoilt)]
        target |= fields

    def _ago(self, least: int, most: int) -> str:
        return (self._today - dt.timedelta(self._dice.randrange(least, most))).isoformat()

    def _add(self, kind: str, /, **fields: Any) -> Item:
        return self._studio.add(kind, fields, self._at - 3600)


def drift(studio: Studio, changes: int, seed: int, at: float) -> dict[str, list[str]]:
    """What people do in a CRM between two looks at it; by name of the change, ids of the jobs."""
    dice = random.Random(seed)  # noqa: S311 -- repeatable on purpose
    done: defaultdict[str, list[str]] = defaultdict(list)
    ids = sorted(studio.kept["job"])
    for job_id in dice.sample(ids, min(changes, len(ids))):
        name = dice.choice(CHANGES)
        _happen(studio, name, studio.kept["job"][job_id], at)
        done[name].append(job_id)
    return done


def _happen(studio: Studio, name: str, job: Item, at: float) -> None:
    fields: dict[str, Item] = {
        "closed": {"closed": True, "closedReasonName": "Cancelled"},
        "booked": {"stage": "booked", "closed": False},
        "unscheduled": {"eventDate": None},
        "noted": {"leadNotes": "Called back."},
        "moved": {"eventDate": _later(job, 90)},
        "nudged": {"eventDate": _later(job, 1)},
    }
    if name != "readdressed":
        studio.change("job", job["id"], fields[name], at)
        return
    for attends in studio.all("job-contact"):
        if attends["jobId"] == job["id"] and attends["client"]:
            person = attends["contactId"]
            studio.change("address-book", person, {"email": f"new.{person[-6:]}@example.com"}, at)
            return


def _later(job: Item, days: int) -> str | None:
    try:
        day = dt.date.fromisoformat(job["eventDate"] or "")
    except ValueError:
        return None
    return (day + dt.timedelta(days)).isoformat()


def _phone(number: int) -> Item:
    e164 = f"+1503{2_000_000 + number % 7_999_999:07d}"
    return {"e164": e164, "formatted": e164, "countryCode": "US"}


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isascii() and letter.isalpha())
