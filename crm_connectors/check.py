"""A dry run: everything an import would do, said in numbers and sentences, and nothing written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from crm_connectors.headers import HeaderMap
from crm_connectors.import_couples import CHUNK, look_over, origin_of, translated
from crm_connectors.known import load, met_in
from crm_connectors.models import Import, ImportState
from crm_connectors.plan import Fate, plan
from crm_connectors.recognise import Known
from crm_connectors.records import RowProblem
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
    found = look_over(batch)
    report = Report(found.headers, batch.total, batch.remark)
    rows = translated(batch, found)
    known, origin = Known(), origin_of(batch)
    while chunk := list(islice(rows, CHUNK)):
        records = [row.record for row in chunk if row.record]
        load(origin, records, known, lock=False, met=met_in(batch))
        report.add(plan(chunk, known, origin.guard))
        known.forget()
    Import.objects.filter(pk=batch.pk, state__in=CHECKABLE).update(
        state=ImportState.CHECKED, failure=""
    )
    batch.state = ImportState.CHECKED
    return report
