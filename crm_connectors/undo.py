"""Takes an import back: what it made is removed, what it changed is put back, the rest is told.

Nothing that has grown since is torn: a couple that messages, consents or anything else hang on
goes into the archive instead, and a value that was changed since stays as it is.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from crm_connectors.bulk import Row, update
from crm_connectors.import_couples import CHUNK, find, take_turn
from crm_connectors.models import Import, ImportRow, ImportState, RowState
from crm_connectors.remove import remove
from crm_connectors.restore import restore
from messaging.news import announce
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.tenancy import tenant

MOST_REMARKS = 200
UNDOABLE = (ImportState.RUNNING, ImportState.FINISHED)


@dataclass(frozen=True)
class Undone:
    """`remarks`: row number and sentence of the first 200 rows that could not be undone whole."""

    undone: int
    kept: int
    remarks: list[tuple[int, str]]


def undo(import_id: UUID, *, actor: str) -> Undone:
    """Last rows first, in chunks; an undo that was cut goes on where it stopped. Raises Refusal."""
    batch = find(import_id)
    with tenant(batch.vendor_id):
        _begin(batch)
    while True:
        with tenant(batch.vendor_id):
            if not _take_back(batch):
                return _finish(batch, actor)


def _begin(batch: Import) -> None:
    """From here on no run of it goes on: one that is under way finds out at its next chunk."""
    begun = Import.objects.filter(pk=batch.pk, state__in=UNDOABLE).update(
        state=ImportState.UNDONE, file=None
    )
    if not begun and not _left(batch).exists():
        raise Refusal("There is nothing of this import to take back.", code="nothing_to_undo")


def _left(batch: Import) -> QuerySet[ImportRow]:
    doing = (RowState.CREATED, RowState.UPDATED)
    return ImportRow.objects.filter(vendor=batch.vendor_id, batch=batch, state__in=doing)


def _take_back(batch: Import) -> int:
    take_turn(batch.vendor_id)
    rows = list(_left(batch).order_by("-number").select_for_update()[:CHUNK])
    remarks = remove([row for row in rows if row.state == RowState.CREATED])
    remarks |= restore([row for row in rows if row.state == RowState.UPDATED])
    update(ImportRow, [_after(row, remarks.get(row.number, "")) for row in rows])
    return len(rows)


def _after(row: ImportRow, remark: str) -> Row:
    state = RowState.KEPT if remark else RowState.UNDONE
    return {"id": row.pk, "state": state, "remark": remark[:255], "before": {}}


def _finish(batch: Import, actor: str) -> Undone:
    rows = ImportRow.objects.filter(vendor=batch.vendor_id, batch=batch)
    kept = rows.filter(state=RowState.KEPT).order_by("number")
    answer = Undone(
        undone=rows.filter(state=RowState.UNDONE).count(),
        kept=kept.count(),
        remarks=list(kept.values_list("number", "remark")[:MOST_REMARKS]),
    )
    data = {"undone": answer.undone, "kept": answer.kept}
    record(batch.vendor_id, "import.undone", batch, actor=actor, data=data)
    announce(batch.vendor_id)
    return answer
