"""A vendor's planned steps as the caps read them, and what has left or is about to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from campaigns.cap import Item, Left
from campaigns.cap.plan import MOST_DAYS
from campaigns.caps.left import People, left_to, load_of_waiting
from campaigns.caps.reply_load import Rate, reply_rates
from campaigns.models import Inside, PlannedStep, TimelineVersion
from campaigns.timeline import Basis, Reason, Stand, Step
from campaigns.timeline.codec import from_json
from campaigns.timeline.contents import Content
from campaigns.timeline.moment import blocked, moment
from campaigns.timelines.addressed import ROLES
from campaigns.timelines.basis_of import bases_of
from messaging.policy.facts import Cap, Purpose
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person, Wedding

A_WEEK = dt.timedelta(days=7)
AHEAD = A_WEEK + dt.timedelta(days=MOST_DAYS)
MOST = 20_000  # of a vendor's steps; what comes later has its turn tomorrow
UNDONE = [Stand.SKIPPED.value, Stand.ASKED.value]
Scripts = Mapping[UUID, Mapping[str, tuple[Step, Content]]]


@dataclass(frozen=True)
class Planned:
    """What may be moved, each with its row, and what may not."""

    items: Mapping[UUID, tuple[Item, PlannedStep]]
    left: tuple[Left, ...]


def planned(vendor: Vendor, caps: Sequence[Cap], now: dt.datetime) -> Planned:
    """In the current tenant, with a few queries, however many weddings."""
    rows = _rows(vendor, now)
    weddings = Wedding.objects.in_bulk({row.wedding_id for row in rows})
    bases = bases_of(vendor, weddings.values(), now)
    scripts = _scripts({row.enrollment.version_id for row in rows})
    people = _people(vendor, {wedding.client_id for wedding in weddings.values()})
    rates = reply_rates(vendor, now)
    made = [
        (_item(row, said, weddings[row.wedding_id], bases[row.wedding_id], people, rates), row)
        for row in rows
        if (said := scripts[row.enrollment.version_id].get(row.step_key))
        and said[0].purpose is not Purpose.EMERGENCY
    ]
    return Planned(
        {row.pk: (item, row) for item, row in made if not _is_fixed(row, now)},
        (
            *(_as_left(item) for item, row in made if _is_fixed(row, now)),
            *left_to(vendor, people, caps, now),
            *load_of_waiting(vendor, rates, now),
        ),
    )


def wish_of(row: PlannedStep) -> dt.datetime | None:
    """When its timeline wants it said, whatever an earlier plan made of that."""
    move = getattr(row, "cap_move", None)
    if move and row.reason == Reason.CAP and move.moment == row.moment:
        wished: dt.datetime = move.wished
        return wished
    return row.due_at


def _rows(vendor: Vendor, now: dt.datetime) -> list[PlannedStep]:
    comes = Q(state=Stand.PLANNED.value, due_at__gt=now - A_WEEK, due_at__lte=now + AHEAD)
    was = Q(state__in=UNDONE, reason=Reason.CAP.value, cap_move__wished__gt=now)
    active = {"left_at": None, "enrollment__state": Inside.ACTIVE.value}
    rows = PlannedStep.objects.filter(comes | was, vendor=vendor, **active)
    related = rows.select_related("enrollment", "cap_move").order_by("due_at", "id")
    return [row for row in related[:MOST] if wish_of(row)]


def _is_fixed(row: PlannedStep, now: dt.datetime) -> bool:
    """A person's word, and what a worker is about to take."""
    return row.by_hand or (row.due_at is not None and row.due_at <= now)


def _scripts(versions: Collection[UUID]) -> Scripts:
    rows = TimelineVersion.objects.filter(pk__among=versions).order_by()
    read = {pk: from_json(said) for pk, said in rows.values_list("pk", "definition")}
    return {
        pk: {step.key: (step, contents.steps[step.key]) for step in timeline.steps}
        for pk, (timeline, contents) in read.items()
    }


def _people(vendor: Vendor, clients: Collection[UUID]) -> People:
    rows = Person.objects.filter(vendor=vendor, client__id__among=clients).order_by("role", "id")
    found: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for pk, client, role in rows.values_list("id", "client_id", "role"):
        found[client].append((pk, role))
    return found


def _item(
    row: PlannedStep,
    said: tuple[Step, Content],
    wedding: Wedding,
    basis: Basis,
    people: People,
    rates: Rate,
) -> Item:
    step, content = said
    found, wish = moment(step, row.occurrence, basis, {}), wish_of(row)
    assert wish is not None  # noqa: S101 -- for the type checker: `_rows` left out what has none
    readers = _readers(step.role, people.get(wedding.client_id, ()))
    return Item(
        key=row.pk,
        purpose=step.purpose,
        channel=step.channels[0],
        people=readers,
        couple=wedding.client_id,
        wish=wish,
        last=found.last if found else None,
        closed=blocked(step, basis),
        zone=_home(step.role, basis),
        home=_home("primary", basis),
        replies=rates(content.template, step.purpose) * max(1, len(readers)),
    )


def _home(role: str, basis: Basis) -> ZoneInfo:
    return basis.homes.get(role, basis.vendor)


def _readers(role: str, people: Sequence[tuple[UUID, str]]) -> tuple[UUID, ...]:
    return tuple(pk for pk, own in people if own in ROLES.get(role, ()))


def _as_left(item: Item) -> Left:
    return Left(
        at=item.wish,
        purpose=item.purpose,
        channel=item.channel,
        people=item.people,
        couple=item.couple,
        replies=item.replies,
    )
