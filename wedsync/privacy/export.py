"""Everything a vendor has here, as CSV files in one zip archive."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from django.apps import apps
from django.db.models import BinaryField, Field, Model

from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

CHUNK = 2_000  # rows in memory
# Not the vendor's words or facts: secrets, and how our machine gets on with its work.
LEFT_OUT = frozenset(
    {
        "messaging.provideraccount",
        "messaging.lane",
        "personalization.writeraccount",
        "vendors.apikey",
        "vendors.storedanswer",
    }
)
SECRET = ("secret", "digest", "hash", "token", "sealed", "password")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


def export(vendor: Vendor, file: IO[bytes], *, actor: str) -> dict[str, int]:
    """Write the archive; return how many rows of each table. In the current tenant.

    A table at a time by a server-side cursor: memory is that of a few rows, whatever there is.
    """
    counts: dict[str, int] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for model in exported():
            counts[model._meta.label_lower] = _write(archive, model, vendor)  # noqa: SLF001 -- Django's documented API
    record(vendor, "vendor.exported", vendor, actor=actor, data={"rows": sum(counts.values())})
    return counts


def exported() -> Iterator[type[Model]]:
    """Every table whose rows are a vendor's, but those named above."""
    for model in apps.get_models():
        options = model._meta  # noqa: SLF001 -- Django's documented API
        theirs = {field.name: field for field in options.concrete_fields}.get("vendor")
        ours = theirs is not None and theirs.related_model is Vendor
        if ours and options.label_lower not in LEFT_OUT:
            yield model


def columns(model: type[Model]) -> list[str]:
    """Without what is a secret or no text."""
    fields: list[Field[Any, Any]] = list(model._meta.concrete_fields)  # noqa: SLF001 -- as above
    return [
        one.attname
        for one in fields
        if not isinstance(one, BinaryField) and not any(word in one.name for word in SECRET)
    ]


def _write(archive: zipfile.ZipFile, model: type[Model], vendor: Vendor) -> int:
    names = columns(model)
    name = model._meta.label_lower.replace(".", "/")  # noqa: SLF001 -- as above
    rows = model._default_manager.filter(vendor=vendor).order_by("pk").values_list(*names)  # noqa: SLF001 -- as above
    with archive.open(f"{name}.csv", "w", force_zip64=True) as raw:
        text = io.TextIOWrapper(raw, "utf-8", newline="")
        out = csv.writer(text)
        out.writerow(names)
        count = sum(1 for row in rows.iterator(CHUNK) if out.writerow(map(_cell, row)))
        text.flush()
        text.detach()
    return count


def _cell(value: object) -> str:
    """A cell that a spreadsheet shows and never runs."""
    if value is None:
        return ""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    number = isinstance(value, int | float)
    return f"'{text}" if text.startswith(FORMULA) and not number else text
