"""The facts of a wedding as they will be when what a caller said holds."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rest_framework.exceptions import ValidationError

from campaigns.reflow.changes import Day, Facts, Mark, Move, moved
from campaigns.reflows.facts import facts_of, venue_zone
from wedsync.api.wedding_fields import when
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import Precision
from wedsync.weddings.models import Wedding

Said = Mapping[str, Any]


def facts_after(wedding: Wedding, vendor: Vendor, said: Said) -> Facts:
    """Raises ValidationError for what doesn't fit this wedding."""
    facts = facts_of(wedding)
    if "timezone" in said:
        facts = replace(facts, zone=said["timezone"])
    facts = _moved(facts, said, vendor)
    facts = replace(facts, life=said.get("life", facts.life), roles=_roles(facts, said))
    if "days" in said:
        facts = replace(facts, days=_days(facts, said["days"]))
    if "milestones" in said:
        marks = {one["name"]: Mark(one["day"], one.get("at")) for one in said["milestones"]}
        facts = replace(facts, milestones=marks)
    return facts


def _moved(facts: Facts, said: Said, vendor: Vendor) -> Facts:
    if "date" not in said and "precision" not in said:
        return facts
    date = said.get("date", None if said.get("precision") == Precision.OPEN else facts.date)
    fitting = when(date, said.get("precision"))
    move = Move(
        fitting["date"],
        Precision(fitting["precision"]),
        days=said.get("keep_days", True),
        milestones=said.get("move_milestones", False),
    )
    try:
        return moved(facts, move, venue_zone(facts, vendor))
    except (ValueError, OverflowError) as error:
        raise ValidationError({"date": [str(error)]}) from None


def _days(facts: Facts, days: list[dict[str, Any]]) -> tuple[Day, ...]:
    if days and facts.precision is not Precision.EXACT:
        raise ValidationError({"days": ["Without an exact date there are no own days."]})
    found = [Day(one["kind"], one["day"], one["starts_at"]) for one in days]
    return tuple(sorted(found, key=lambda one: (one.day, str(one.starts_at or ""), one.kind)))


def _roles(facts: Facts, said: Said) -> Mapping[str, str]:
    given = said.get("roles", {})
    if set(given) - set(facts.roles):
        raise ValidationError({"roles": ["Name people of this wedding's client by their ids."]})
    return {**facts.roles, **given}
