"""A dry run: everything an import would do, said in numbers and sentences, and nothing written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from crm_connectors.headers import HeaderMap
from crm_connectors.import_couples import CHUNK
from crm_connectors.known import load
from crm_connectors.models import Import, ImportState
from crm_connectors.plan import Fate, plan
from crm_connectors.recognise import Known
from crm_connectors.records import RowProblem
from crm_connectors.survey import survey, translated
from crm_connectors.translate import House
from wedsync.lib.refusal import Refusal

MOST_PROBLEMS = 200
CHECKABLE = (ImportState.UPLOADED, ImportState.CHECKED, ImportState.FAILED)


@dataclass
class Report:
    """`problems` are the first 200, with their row's number; `states` counts created, updated…"""

    headers: HeaderMap
    total: int
    remark: str = ""
    states: Counter[str] = field(default_factory=Counter)
    duplicates: int = 0
    problem_count: int = 0
    problems: list[tuple[int, RowProblem]] = field(default_factory=list)

    def add(self, fates: Sequence[Fate]) -> None:
        for fate in fates:
            self.states[fate.state] += 1
            self.duplicates += fate.duplicate
            self.problem_count += len(fate.problems)
            room = MOST_PROBLEMS - len(self.problems)
            self.problems += [(fate.number, problem) for problem in fate.problems[:room]]


def check(batch: Import) -> Report:
    """Runs as the tenant. Raises Refusal for what would stop the whole import."""
    if batch.state not in CHECKABLE:
        raise Refusal("This import has already been run.", code="already_run")
    vendor, data = batch.vendor, bytes(batch.file or b"")
    found = survey(data, batch.source, batch.mapping, vendor.country)
    report = Report(found.headers, found.total, found.remark)
    house = House(vendor.country, vendor.currency, found.orders)
    rows = translated(data, batch.source, batch.mapping, house)
    known = Known()
    while chunk := list(islice(rows, CHUNK)):
        records = [row.record for row in chunk if row.record]
        report.add(plan(chunk, load(batch, records, known, lock=False)))
        known = known.only_taken()
    Import.objects.filter(pk=batch.pk, state__in=CHECKABLE).update(
        state=ImportState.CHECKED, total=found.total, failure=""
    )
    batch.state, batch.total = ImportState.CHECKED, found.total
    return report
