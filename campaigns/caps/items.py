"""What a vendor has planned as the caps read it, and what has left or is about to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from campaigns.cap import Item, Left
from campaigns.cap.item import NEVER
from campaigns.cap.key import key_of
from campaigns.cap.outcome import A_WEEK, AHEAD, UNDONE
from campaigns.caps.left import People, left_to, load_of_waiting
from campaigns.caps.recipients import Addressee, addressees, items_of
from campaigns.caps.reply_load import Rate, reply_rates
from campaigns.models import Inside, PlannedStep, TimelineVersion
from campaigns.timeline import Basis, Reason, Slot, Stand, Step
from campaigns.timeline.codec import from_json
from campaigns.timeline.contents import Content
from campaigns.timeline.moment import blocked, moment
from campaigns.timelines.addressed import ROLES
from campaigns.timelines.basis_of import bases_of
from campaigns.timelines.rows import slot_of
from messaging.policy.facts import Cap, Purpose
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person, Wedding

MOST = 20_000  # of a vendor's steps; what comes later has its turn tomorrow
# What a paused timeline would say takes nobody's place.
UNDER_WAY = {"enrollment__timeline__paused_at": None, "enrollment__timeline__archived_at": None}
Scripts = Mapping[UUID, Mapping[str, tuple[Step, Content]]]


@dataclass(frozen=True)
class Planned:
    """What may be moved, steps with their rows and campaigns' people, and what may not."""

    steps: Mapping[str, tuple[Item, PlannedStep]]
    people: Mapping[str, tuple[Item, Addressee]]
    left: tuple[Left, ...]

    @property
    def items(self) -> list[Item]:
        return [item for item, _ in (*self.steps.values(), *self.people.values())]


def planned(
    vendor: Vendor, caps: Sequence[Cap], now: dt.datetime, starting: UUID | None = None
) -> Planned:
    """In the current tenant, with a few queries, however many weddings.

    `starting`: a campaign that begins now.
    """
    rows, campaigns = _rows(vendor, now), addressees(vendor, now, starting)
    weddings = Wedding.objects.in_bulk({row.wedding_id for row in rows})
    clients = {wedding.client_id for wedding in weddings.values()}
    people = people_of(vendor, clients | {one.person.client_id for one in campaigns})
    rates = reply_rates(vendor, now)
    steps = _steps(rows, weddings, bases_of(vendor, weddings.values(), now), people, rates)
    others = items_of(vendor, campaigns, rates, now)
    return Planned(
        {str(item.key): (item, row) for item, row in steps if not _is_fixed(row, now)},
        {str(item.key): (item, one) for item, one in others if not one.fixed},
        (
            *(Left.of(item, row.due_at or item.wish) for item, row in steps if _is_fixed(row, now)),
            *(Left.of(item, one.due) for item, one in others if one.fixed),
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
    was = Q(state__in=list(UNDONE), reason=Reason.CAP.value, cap_move__wished__gt=now)
    active = {"left_at": None, "enrollment__state": Inside.ACTIVE.value} | UNDER_WAY
    rows = PlannedStep.objects.filter(comes | was, vendor=vendor, **active)
    related = rows.select_related("enrollment", "cap_move").order_by("due_at", "id")
    return [row for row in related[:MOST] if wish_of(row)]


def _steps(
    rows: Sequence[PlannedStep],
    weddings: Mapping[UUID, Wedding],
    bases: Mapping[UUID, Basis],
    people: People,
    rates: Rate,
) -> list[tuple[Item, PlannedStep]]:
    """Those that the version still has. An emergency has no item."""
    scripts = _scripts({row.enrollment.version_id for row in rows})
    return [
        (_item(row, said, weddings[row.wedding_id], bases[row.wedding_id], people, rates), row)
        for row in rows
        if (said := scripts[row.enrollment.version_id].get(row.step_key))
        and said[0].purpose is not Purpose.EMERGENCY
    ]


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


def people_of(vendor: Vendor, clients: Collection[UUID]) -> People:
    """By client, whatever part they have."""
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
    wish = wish_of(row)
    assert wish is not None  # noqa: S101 -- for the type checker: `_rows` left out what has none
    key = key_of(row.enrollment_id, slot_of(row))
    item = item_of(key, slot_of(row), said, basis, people.get(wedding.client_id, ()), rates)
    return replace(item, couple=wedding.client_id, wish=wish)


def item_of(
    key: str,
    slot: Slot,
    said: tuple[Step, Content],
    basis: Basis,
    circle: Sequence[tuple[UUID, str]],
    rates: Rate,
) -> Item:
    """All of it but whose it is and when it is wished for. `circle`: ids and roles."""
    step, content = said
    found, readers = moment(step, slot.occurrence, basis, {}), _readers(step.role, circle)
    return Item(
        key=key,
        purpose=step.purpose,
        channel=step.channels[0],
        people=readers,
        couple=None,
        wish=NEVER,
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
