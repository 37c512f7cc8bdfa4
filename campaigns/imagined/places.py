"""Where the caps may put the steps of weddings, and where they have put them already."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from campaigns.cap import Item
from campaigns.cap.key import key_of
from campaigns.caps.items import item_of, people_of
from campaigns.caps.left import People
from campaigns.caps.reply_load import Rate, reply_rates
from campaigns.models import CapMove, PlannedStep
from campaigns.simulation import Wished
from campaigns.timeline import Planned, Reason, Slot, Stand
from campaigns.timelines.case import Case
from messaging.policy.facts import Purpose
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Wedding


@dataclass(frozen=True)
class Places:
    """`couples` by wedding, `moves` by step."""

    couples: Mapping[UUID, UUID]
    people: People
    rates: Rate
    moves: Mapping[UUID, CapMove]

    def items(self, case: Case) -> dict[Slot, Item]:
        """By slot, without a wish; an emergency has none."""
        couple = self.couples[case.enrollment.wedding_id]
        circle = self.people.get(couple, ())
        return {
            slot: replace(
                item_of(
                    key_of(case.enrollment.pk, slot),
                    slot,
                    (step, case.contents.steps[slot.key]),
                    case.basis,
                    circle,
                    self.rates,
                ),
                couple=couple,
            )
            for slot, step in case.timeline.slots
            if step.purpose is not Purpose.EMERGENCY
        }

    def moved(self, case: Case) -> dict[Slot, Wished]:
        rows = case.by_slot.items()
        return {slot: self._wished(slot, row) for slot, row in rows if row.pk in self.moves}

    def _wished(self, slot: Slot, row: PlannedStep) -> Wished:
        move = self.moves[row.pk]
        reason = Reason(move.reason)
        line = Planned(slot, Stand.PLANNED, move.moment, move.wished, reason, move.settled)
        return Wished(line, move.wished)


def places_of(vendor: Vendor, cases: Sequence[Case], now: dt.datetime) -> Places:
    """In a few queries, however many."""
    weddings = Wedding.objects.filter(pk__among=[one.enrollment.wedding_id for one in cases])
    couples = dict(weddings.values_list("pk", "client_id"))
    steps = [row.pk for one in cases for row in one.rows if row.reason == Reason.CAP]
    moves = CapMove.objects.filter(vendor=vendor, step__id__among=steps)
    people = people_of(vendor, set(couples.values()))
    return Places(couples, people, reply_rates(vendor, now), {one.step_id: one for one in moves})
