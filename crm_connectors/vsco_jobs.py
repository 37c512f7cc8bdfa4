"""What a job of VSCO Workspace, with its people and events, says about a couple. Pure.

By the OpenAPI document of their API v2: dates are local to the event or the studio and never pass
through UTC; `modified` is UTC. Marketing consent is not read: `privacyOptIn` names neither channel
nor words nor day.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from crm_connectors.gatherings import Gathering
from crm_connectors.people import is_wedding, parse_timezone
from crm_connectors.records import CoupleRecord, PersonRecord, RowProblem, Unreadable
from crm_connectors.told import Cell, Told, read_cells
from crm_connectors.translate import COUPLE, House
from wedsync.lib.worded import worded

Item = Mapping[str, Any]
LIVES = {"lead": "inquiry", "booked": "booked", "fulfillment": "booked", "completed": "completed"}
BEYOND_COUPLE = {"planner": "planner", "mother": "parent", "father": "parent", "parent": "parent"}
OPEN = "tbd"
TALKS = frozenset({"meeting", "call"})
LARGEST_BUDGET = 10**11


@dataclass(frozen=True)
class Around:
    """What belongs to a job: contacts by id, who attends in what role, events, role names by id,
    and types of events by id."""

    people: Mapping[str, Item]
    attends: Sequence[Item]
    events: Sequence[Item]
    roles: Mapping[str, str]
    types: Mapping[str, Item] = field(default_factory=dict)


def told(job: Item, around: Around, house: House) -> Told:
    """Whatever is wrong with it becomes a problem of this one job."""
    external_id = str(job.get("id") or "")[:120]
    try:
        return _told(external_id, job, around, house)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        sentence = worded(
            "This job does not look as VSCO describes jobs ({kind}).", kind=type(error).__name__
        )
        at = dt.datetime.min.replace(tzinfo=dt.UTC)
        return Told(external_id, at, problems=(RowProblem("", sentence),))


def instant(text: str) -> dt.datetime:
    """`2020-08-01T17:32:32Z`, aware. Raises ValueError."""
    at = dt.datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)


def latest(items: Sequence[Item]) -> dt.datetime | None:
    """When the last of them changed."""
    return max((instant(item["modified"]) for item in items if item.get("modified")), default=None)


def _told(external_id: str, job: Item, around: Around, house: House) -> Told:
    cast = dict(_cast(around))
    at = latest([job, *cast.values(), *around.events]) or dt.datetime.min.replace(tzinfo=dt.UTC)
    if note := _not_ours(job):
        return Told(external_id, at, note=note)
    read = read_cells([*_job_cells(job), *_place_cells(job, around), *_people_cells(cast)], house)
    record = read.record and _further(read.record, job, cast, house)
    if record:
        record = replace(record, gatherings=tuple(_gatherings(job, around, house)))
    return Told(external_id, at, record, read.problems)


def _not_ours(job: Item) -> str:
    kind = job.get("jobTypeName") or ""
    if kind and not is_wedding(kind):
        return worded("“{kind}” is not a wedding.", kind=kind)
    return worded("A sample job.") if job.get("sample") else ""


def _job_cells(job: Item) -> Iterator[Cell]:
    yield Cell("couple.external_id", "id", job["id"])
    yield Cell("couple.name", "name", job.get("name") or "")
    yield Cell("wedding.date", "eventDate", job.get("eventDate") or OPEN)
    yield Cell("wedding.life", "stage", _life(job))
    guests = job.get("guestCount")
    yield Cell("wedding.guests", "guestCount", "" if guests is None else str(guests))


def _life(job: Item) -> str:
    """Closed before completion is how they say cancelled (help article 639878)."""
    stage = job.get("stage") or ""
    if job.get("closed") and stage != "completed":
        return "cancelled"
    return LIVES.get(stage, stage)


def _place_cells(job: Item, around: Around) -> Iterator[Cell]:
    """From the primary session: it is the wedding itself."""
    wanted = job.get("primarySessionId")
    session: Item = next((event for event in around.events if event["id"] == wanted), {})
    address: Item = (session.get("location") or {}).get("address") or {}
    yield Cell("wedding.venue_name", "location.name", address.get("name") or "")
    yield Cell("wedding.venue_city", "location.city", address.get("city") or "")
    yield Cell("wedding.venue_country", "location.country", address.get("country") or "")
    zone = session.get("timezoneName") or address.get("timezone") or ""
    yield Cell("wedding.timezone", "timezoneName", zone)
    for name in ("latitude", "longitude"):
        if isinstance(degrees := address.get(name), int | float):
            yield Cell(f"wedding.{name}", name, f"{degrees:.6f}")


def _gatherings(job: Item, around: Around, house: House) -> Iterator[Gathering]:
    """Its other events that are sure, and have a day; the primary session is the wedding itself."""
    for event in around.events:
        day, kind = _day(event.get("startDate")), around.types.get(event.get("typeId") or "", {})
        name = str(kind.get("name") or event.get("name") or "")
        itself = is_wedding(name) and event.get("startDate") == job.get("eventDate")
        if day is None or event["id"] == job.get("primarySessionId") or itself:
            continue
        if event.get("confirmed", True):
            zone = _zone(event.get("timezoneName"), house)
            talk = kind.get("kind") in TALKS
            hour = _hour(event.get("startTime"))
            yield Gathering(str(event["id"]), name, day, hour, zone, talk)


def _zone(name: object, house: House) -> str:
    try:
        return parse_timezone(str(name or ""))
    except Unreadable:
        return house.timezone


def _hour(text: object) -> dt.time | None:
    try:
        return dt.time.fromisoformat(str(text)).replace(microsecond=0, tzinfo=None)
    except ValueError:
        return None


def _cast(around: Around) -> Iterator[tuple[str, Item]]:
    """Role → contact: the first two clients are the couple, planner and parents go by their role.

    In the order in which they were added to the job; ULIDs tell it.
    """
    taken: set[str] = set()
    for attends in sorted(around.attends, key=lambda one: one["id"]):
        person = around.people.get(attends["contactId"])
        role = _role(attends, around.roles, taken) if person else ""
        if person and role and person.get("kind", "person") == "person":
            taken.add(role)
            yield role, person


def _role(attends: Item, roles: Mapping[str, str], taken: set[str]) -> str:
    if attends.get("client") or "customer" in (attends.get("roleKinds") or []):
        return next((role for role in COUPLE if role not in taken), "")
    names = " ".join(roles.get(role or "", "") for role in attends.get("jobRoles") or []).lower()
    found = next((ours for word, ours in BEYOND_COUPLE.items() if word in names), "")
    return "" if found in taken else found


def _people_cells(cast: Mapping[str, Item]) -> Iterator[Cell]:
    for role, person in cast.items():
        if person.get("anonymized"):
            continue
        phone: Item = person.get("cellPhone") or {}
        yield Cell(f"{role}.given_name", "firstName", person.get("firstName") or "")
        yield Cell(f"{role}.family_name", "lastName", person.get("lastName") or "")
        yield Cell(f"{role}.email", "email", person.get("email") or "")
        yield Cell(f"{role}.phone", "cellPhone", phone.get("e164") or phone.get("formatted") or "")


def _further(
    record: CoupleRecord, job: Item, cast: Mapping[str, Item], house: House
) -> CoupleRecord:
    """What no cell can say. Amounts are whole numbers of the studio's currency's minor unit."""
    gone = tuple(PersonRecord(r, erased=True) for r, p in cast.items() if p.get("anonymized"))
    budget = job.get("leadMaxBudget")
    money = isinstance(budget, int) and 0 < budget < LARGEST_BUDGET
    wedding = replace(
        record.wedding,
        inquired_on=_day(job.get("inquiryDate")),
        booked_on=_day(job.get("bookingDate")),
        budget=budget if money else None,
        currency=house.currency if money else "",
    )
    return replace(record, wedding=wedding, people=(*record.people, *gone))


def _day(text: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        return None
