"""Many couples in one call, by the verbs that imports use: recognised, planned, stored."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.timezone import now as current_time
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from crm_connectors.import_couples import origin_of, take_turn
from crm_connectors.known import load
from crm_connectors.models import Import, ImportRow, ImportState
from crm_connectors.plan import plan
from crm_connectors.recognise import Known
from crm_connectors.store import store
from crm_connectors.translate import Translated
from messaging.news import announce
from wedsync.api.bulk_fields import BulkRow, BulkSerializer, BulkWrite, record_of
from wedsync.api.clients import SOURCE
from wedsync.api.nouns import Door
from wedsync.lib.ids import uuid7
from wedsync.vendors.audit import record
from wedsync.weddings.models import Wedding

COUNTED = ("created", "updated", "unchanged", "skipped")


class Bulk(Door[Wedding]):
    """Up to 500 couples by your own ids: made, or brought up to date, each by itself."""

    queryset = Wedding.objects.none()
    serializer_class = BulkSerializer
    group = "weddings"
    called = "api-bulk"
    weight = 10

    @extend_schema(request=BulkWrite, responses={200: BulkSerializer})
    def create(self, request: Request) -> Response:
        """A date that is too near, or already stands elsewhere, is proposed and not moved."""
        form = BulkWrite(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        judged = [self._judged(row) for row in form.validated_data["rows"]]
        good = [
            Translated(number, record_of(row.validated_data))
            for number, row in enumerate(judged)
            if not row.errors
        ]
        stored = self._stored(good)
        results = [_result(number, row, stored.get(number)) for number, row in enumerate(judged)]
        counts = Counter(result["state"] for result in results)
        return Response({"counts": counts, "results": results})

    def _judged(self, row: Mapping[str, Any]) -> BulkRow:
        form = BulkRow(data=row, context=self.get_serializer_context())
        form.is_valid()
        return form

    def _stored(self, rows: Sequence[Translated]) -> dict[int, ImportRow]:
        if not rows:
            return {}
        take_turn(self.vendor.pk)
        batch = self._batch(len(rows))
        origin = origin_of(batch)
        known = load(origin, [row.record for row in rows if row.record], Known(), lock=True)
        store(batch, plan(rows, known, origin.guard), origin)
        announce(self.vendor.pk)
        found = {row.number: row for row in ImportRow.objects.filter(batch=batch)}
        self._close(batch, Counter(row.state for row in found.values()))
        return found

    def _batch(self, total: int) -> Import:
        """A run of its own, so that it is listed with the others and can be undone."""
        now = current_time()
        return Import.objects.create(
            id=uuid7(), vendor=self.vendor, filename="API", source=SOURCE, actor=self.actor,
            state=ImportState.FINISHED, total=total, done=total, started_at=now, moved_at=now,
            finished_at=now,
        )  # fmt: skip

    def _close(self, batch: Import, counts: Mapping[str, int]) -> None:
        figures = {name: counts.get(name, 0) for name in COUNTED}
        Import.objects.filter(pk=batch.pk).update(**figures)
        record(self.vendor, "import.finished", batch, actor=self.actor, data=figures)


def _result(number: int, row: BulkRow, stored: ImportRow | None) -> dict[str, Any]:
    known = {"row": number, "external_id": _called(row)}
    if stored is None:
        nothing: dict[str, Any] = {"client": None, "wedding": None, "notes": []}
        return {**known, "state": "invalid", **nothing, "errors": row.errors}
    return {
        **known,
        "state": stored.state,
        "client": stored.client_id,
        "wedding": stored.wedding_id,
        "errors": {},
        "notes": [problem["sentence"] for problem in stored.problems],
    }


def _called(row: BulkRow) -> str:
    said = row.initial_data.get("external_id", "")
    return said[:120] if isinstance(said, str) else ""
