"""A wedding's own days, the dates beside it, and who has which part: plans hang on them."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from campaigns.reflow.changes import Day, Facts, Mark, on_day
from wedsync.dashboard.agreed_names import LONGEST, name_of, spoken
from wedsync.dashboard.date_forms import SomeDay
from wedsync.dashboard.reflow_forms import Clock
from wedsync.lib.translated import offered
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import Precision, at_local
from wedsync.weddings.models import DayKind, Person, Role

SPARE = 2  # empty rows
Cleaned = Mapping[str, Any]


class Row(NamedTuple):
    """The fields of one line."""

    legend: str
    fields: Sequence[BoundField]


class AgreedForm(forms.Form):
    """`after(facts, vendor)` gives the facts it leads to. A row without a day is none.

    `zone` is the venue's, by whose clock every time is told.
    """

    def __init__(
        self,
        facts: Facts,
        people: Sequence[Person],
        zone: ZoneInfo,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.facts, self.people, self.zone = facts, people, zone
        self.marks = list(facts.milestones.items())
        super().__init__(data, initial=_initial(facts, zone))
        self.fields.update(_fields(len(facts.days), len(self.marks), people))

    def days(self) -> list[Row]:
        return self._rows(len(self.facts.days), _("Day {number}"), DAY)

    def dates(self) -> list[Row]:
        return self._rows(len(self.marks), _("Date {number}"), MARK)

    def parts(self) -> list[BoundField]:
        return [self[f"role-{one.pk}"] for one in self.people]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_days(cleaned)
        self._check_marks(cleaned)
        return cleaned

    def after(self, facts: Facts, _vendor: Vendor) -> Facts:
        said = self.cleaned_data
        marks = {name: self._mark(name, day, at) for name, day, at in self._named(said)}
        roles = {str(one.pk): said[f"role-{one.pk}"] for one in self.people}
        return replace(
            facts, days=_days(said, self._numbers(DAY)), milestones=marks, roles={**roles}
        )

    def _mark(self, name: str, day: dt.date, at: dt.time | None) -> Mark:
        """A time that was left as it was shown keeps its seconds."""
        old = self.facts.milestones.get(name)
        if old and at == _clock(old, self.zone):
            return on_day(old, day, self.zone)
        return Mark(day, at_local(day, at, self.zone) if at else None)

    def _rows(self, known: int, legend: Any, names: Sequence[str]) -> list[Row]:
        return [
            Row(legend.format(number=number + 1), [self[f"{name}-{number}"] for name in names])
            for number in range(known + SPARE)
        ]

    def _numbers(self, names: Sequence[str]) -> range:
        known = self.facts.days if names is DAY else self.marks
        return range(len(known) + SPARE)

    def _check_days(self, cleaned: Cleaned) -> None:
        seen: set[tuple[str, dt.date]] = set()
        for number in self._numbers(DAY):
            kind, day = cleaned.get(f"kind-{number}"), cleaned.get(f"day-{number}")
            if day and self.facts.precision is not Precision.EXACT:
                self.add_error(f"day-{number}", _("Without an exact date there are no own days."))
            elif day and (kind, day) in seen:
                self.add_error(f"day-{number}", _("There is one of this kind on that day already."))
            elif day and kind:
                seen.add((kind, day))

    def _check_marks(self, cleaned: Cleaned) -> None:
        seen: set[str] = set()
        for number in self._numbers(MARK):
            name, day = name_of(cleaned.get(f"name-{number}") or ""), cleaned.get(f"on-{number}")
            if day and not name:
                self.add_error(f"name-{number}", _("What is agreed for that day?"))
            elif day and name in seen:
                self.add_error(f"name-{number}", _("This date stands here twice."))
            seen.add(name)

    def _named(self, said: Cleaned) -> Iterator[tuple[str, dt.date, dt.time | None]]:
        """A name that was left as it was shown stays as it is kept."""
        shown = {spoken(name): name for name, _mark in self.marks}
        for number in self._numbers(MARK):
            text, day = said[f"name-{number}"].strip(), said[f"on-{number}"]
            if day:
                yield shown.get(text, name_of(text)), day, said[f"at-{number}"]


class VenueTime(forms.TimeField):
    """Told by the clock of the venue, or not at all."""

    def __init__(self) -> None:
        kind = Clock(format="%H:%M")
        super().__init__(widget=kind, label=_("Time at the venue"), required=False)


DAY, MARK = ("kind", "day", "time"), ("name", "on", "at")


def _fields(days: int, marks: int, people: Sequence[Person]) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for number in range(days + SPARE):
        fields[f"kind-{number}"] = forms.ChoiceField(
            choices=offered(DayKind.choices), label=_("What"), required=False
        )
        fields[f"day-{number}"] = SomeDay(_("Day"))
        fields[f"time-{number}"] = VenueTime()
    for number in range(marks + SPARE):
        fields[f"name-{number}"] = forms.CharField(
            max_length=LONGEST,
            label=_("What is agreed"),
            required=False,
            widget=forms.TextInput(attrs={"list": "agreed", "autocomplete": "off"}),
        )
        fields[f"on-{number}"] = SomeDay(_("Day"))
        fields[f"at-{number}"] = VenueTime()
    for one in people:
        fields[f"role-{one.pk}"] = forms.ChoiceField(choices=offered(Role.choices), label=str(one))
    return fields


def _clock(mark: Mark, zone: ZoneInfo) -> dt.time | None:
    """To the minute, as it is shown."""
    return mark.at.astimezone(zone).time().replace(second=0, microsecond=0) if mark.at else None


def _initial(facts: Facts, zone: ZoneInfo) -> dict[str, Any]:
    begun: dict[str, Any] = {f"role-{person}": role for person, role in facts.roles.items()}
    for number, day in enumerate(facts.days):
        begun |= {f"kind-{number}": day.kind, f"day-{number}": day.day}
        begun[f"time-{number}"] = day.starts_at
    for number, (name, mark) in enumerate(facts.milestones.items()):
        begun |= {f"name-{number}": spoken(name), f"on-{number}": mark.day}
        begun[f"at-{number}"] = _clock(mark, zone)
    return begun


def _days(said: Cleaned, numbers: range) -> tuple[Day, ...]:
    found = [
        Day(said[f"kind-{number}"] or DayKind.OTHER, said[f"day-{number}"], said[f"time-{number}"])
        for number in numbers
        if said[f"day-{number}"]
    ]
    return tuple(sorted(found, key=lambda one: (one.day, str(one.starts_at or ""), one.kind)))
