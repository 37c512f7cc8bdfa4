"""What the commands about seasons share: whose it is, by which rules, and how it is printed."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError

from campaigns.imagined.simulate import Season
from campaigns.simulation import Line, Rules
from messaging.policy.facts import Cap
from wedsync.billing.money import Money
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator

A_DAY = 24


def add_rules(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="every line, for a program")
    parser.add_argument("--cap", type=int, help="as if at most so many a week were allowed")
    parser.add_argument(
        "--saturdays", choices=("free", "closed"), help="as if the blanket were lifted or laid"
    )


def vendor_of(slug: str) -> Vendor:
    with operator():
        vendor = Vendor.objects.filter(slug=slug).first()
    if vendor is None:
        raise CommandError(f"There is no vendor called {slug!r}.")
    return vendor


def rules_of(options: dict[str, Any]) -> Rules:
    cap, saturdays = options["cap"], options["saturdays"]
    return Rules(
        cap=None if cap is None else Cap(cap, 7 * A_DAY),
        saturday_blanket=None if saturdays is None else saturdays == "closed",
    )


def as_json(season: Season) -> str:
    return json.dumps([_line(line) for line in season.lines], indent=1)


def _line(line: Line) -> dict[str, Any]:
    return {
        "at": line.at.isoformat(),
        "fate": line.fate.value,
        "wedding": str(line.wedding),
        "step": line.slot.key,
        "occurrence": line.slot.occurrence,
        "person": str(line.person) if line.person else None,
        "channel": line.channel,
        "key": line.key,
        "reason": line.reason or line.planned.value,
        "cost_micros": line.cost.micros if line.cost else 0,
        "currency": line.cost.currency if line.cost else "",
    }


def as_table(season: Season) -> Iterator[str]:
    """A row for every day on which something is sent, then what is in the way."""
    found = season.figures
    yield f"{season.start:%Y-%m-%d} to {season.end:%Y-%m-%d}"
    for (day, channel), count in sorted(found.sent.items()):
        spent = (
            str(Money(micros, currency))
            for (on, by, currency), micros in found.cost.items()
            if (on, by) == (day, channel)
        )
        yield f"{day}  {channel:<9} {count:>5}  {' '.join(spent)}".rstrip()
    yield ", ".join(f"{count} {fate.value}" for fate, count in sorted(found.fates.items()))
    yield f"{found.capped} put off by a cap, {found.protected} kept clear of a protected day"
    for (fate, reason), count in found.reasons.most_common():
        yield f"{count:>5} {fate.value}: {reason}"
    for (monday, wedding), count in found.busy.items():
        yield f"{count:>5} in the week of {monday} for wedding {wedding}"
