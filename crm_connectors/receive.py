"""Takes in an uploaded file: what can't be read to its end is refused before anything is kept."""

import re
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from crm_connectors.headers import map_headers
from crm_connectors.models import Import
from crm_connectors.packed import pack
from crm_connectors.read import open_table
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

NO_ROWS = worded("There are no couples in this file: no rows below its header, or no weddings.")


def receive(
    vendor: Vendor,
    filename: str,
    data: bytes,
    *,
    actor: str,
    source: str = "csv",
    mapping: Mapping[str, str] | None = None,
) -> Import:
    """Keep a file's rows as an import that can be checked and run. Raises Refusal.

    `mapping` is the user's own, header → field key; columns that still lack may be mapped later.
    """
    table, own = open_table(data, ZoneInfo(vendor.timezone)), dict(mapping or {})
    map_headers(table.headers, source, own)
    packed, total = pack(table.lines)
    if not total:
        raise Refusal(NO_ROWS, code="no_rows")
    batch = Import(vendor=vendor, filename=_tidy(filename), source=source, mapping=own, actor=actor)
    batch.headers, batch.remark = list(table.headers), table.remark
    batch.file, batch.total = packed, total
    batch.save(force_insert=True)
    record(vendor, "import.uploaded", batch, actor=actor, data={"rows": total})
    return batch


def _tidy(filename: str) -> str:
    """The last part of the name, without what could hurt a page or a log."""
    name = re.split(r"[/\\]", filename)[-1]
    return "".join(c for c in name if c.isprintable())[-200:] or "file"
