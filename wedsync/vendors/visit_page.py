"""What every page about couples in the operators' admin keeps to: nothing is looked at unseen.

That its rows are only there in a visit is the database's doing (`rls.Visited`), not this file's.
"""

from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from wedsync.vendors.models import SupportVisit
from wedsync.vendors.visit import looked, visit_of


def visits_of(request: HttpRequest) -> list[SupportVisit]:
    return list(getattr(request, "visits", ()))


class VisitPage:
    """Comes before the page's other classes; its rows have a vendor."""

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Model | None:
        found: Any = super().get_object(request, object_id, from_field)  # type: ignore[misc]  # of the page
        if found is not None:
            visits = visit_of(visits_of(request), found.vendor_id)
            looked(visits, self._noun(), str(found.pk))
        return found  # type: ignore[no-any-return]  # unfold has no types

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """By their vendor, as the policies have it anyway: so an index brings them in order."""
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]  # of the page
        ids = [visit.vendor_id for visit in visits_of(request)]
        return rows.filter(vendor=ids[0]) if len(ids) == 1 else rows.filter(vendor__in=ids)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Lists and pickers both come by here."""
        looked(visits_of(request), self._noun())
        found: tuple[QuerySet[Any], bool] = super().get_search_results(  # type: ignore[misc]  # of the page
            request, queryset, search_term
        )
        return found

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        closed = {"wants_a_visit": not visits_of(request)}
        answer: HttpResponse = super().changelist_view(  # type: ignore[misc]  # of the page
            request, {**closed, **(extra_context or {})}
        )
        return answer

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> None:
        self.log_change(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """Django's own log keeps names for ever: here ids; the vendor's history has the fields."""
        LogEntry.objects.create(
            user_id=int(request.user.pk or 0),
            content_type=ContentType.objects.get_for_model(obj),
            object_id=str(obj.pk),
            object_repr=str(obj.pk),
            action_flag=CHANGE,
        )

    def _noun(self) -> str:
        return str(self.opts.verbose_name_plural)  # type: ignore[attr-defined]  # of the page


class VisitInline:
    """Rows about couples beneath a row that isn't."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        looked(visits_of(request), str(self.opts.verbose_name_plural))  # type: ignore[attr-defined]  # of the inline
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]  # of the inline
        return rows
