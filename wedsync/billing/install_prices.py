"""Bring the list prices of this release into the database: new rows, and corrected ones."""

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wedsync.billing.models import Price
from wedsync.billing.money import from_text
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator

FOLDER = Path(__file__).parent / "prices"
Place = tuple[str, str, str, dt.date]


def install_prices(folder: Path = FOLDER) -> int:
    """Return how many rows were new or corrected. Twice is once; vendors' own rows stay."""
    with operator():
        known = {_place(row): row for row in Price.objects.filter(vendor=None)}
        rows = [row for row in list_prices(folder) if not _is_known(row, known.get(_place(row)))]
        Price.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["vendor", "channel", "provider", "country", "from_day"],
            update_fields=["unit", "micros", "micros_out", "currency", "source"],
        )
    return len(rows)


def list_prices(folder: Path = FOLDER) -> Iterator[Price]:
    """The rows of every list in every file. Raises NotMoney for a price that is none."""
    for path in sorted(folder.glob("*.toml")):
        for one in tomllib.loads(path.read_text(encoding="utf-8"))["lists"]:
            yield from _rows(one)


def _rows(one: dict[str, Any]) -> Iterator[Price]:
    shared = {
        key: one[key] for key in ("channel", "provider", "unit", "currency", "from_day", "source")
    }
    written = one.get("written", {})
    for country, text in one["prices"].items():
        micros = from_text(text, one["currency"]).micros
        out = from_text(written.get(country, "0"), one["currency"]).micros
        yield Price(id=uuid7(), country=country, micros=micros, micros_out=out, **shared)


def _place(row: Price) -> Place:
    return row.channel, row.provider, row.country, row.from_day


def _is_known(row: Price, stored: Price | None) -> bool:
    return stored is not None and stored.value == row.value
