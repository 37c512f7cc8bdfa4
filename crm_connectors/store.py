"""Writes what was decided about a chunk of a file: the couples, and what became of each row."""

from collections.abc import Iterable

from crm_connectors.bulk import Row, insert, new
from crm_connectors.couples import Couples, Origin
from crm_connectors.models import Import, ImportRow
from crm_connectors.plan import Fate
from crm_connectors.records import ConsentClaim


def store(batch: Import, fates: Iterable[Fate], origin: Origin) -> list[ConsentClaim]:
    """Write the fates; return what the rows claim about consent, whatever else became of them."""
    couples = Couples(origin)
    rows = [_row(batch, couples, fate) for fate in fates]
    couples.write()
    insert(ImportRow, rows)
    return couples.claims


def _row(batch: Import, couples: Couples, fate: Fate) -> Row:
    written = couples.take(fate, f"{batch.filename}, row {fate.number}")
    return new(
        ImportRow,
        vendor_id=str(batch.vendor_id),
        batch_id=str(batch.pk),
        number=fate.number,
        state=fate.state,
        problems=[problem.as_json() for problem in fate.problems],
        client_id=written.client_id,
        wedding_id=written.wedding_id,
        before=written.before,
    )
