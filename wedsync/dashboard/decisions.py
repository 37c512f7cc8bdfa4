"""One answer for all that are ticked: moved dates, and couples that may be doubles."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_POST

from campaigns.models import Reflow
from campaigns.reflows import decide as reflows
from crm_connectors import decide_offers as offers
from crm_connectors.models import Connection
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.lib.one_by_one import MOST, Decided
from wedsync.lib.refusal import Refusal
from wedsync.vendors.membership import Right


@vendor_required(Right.SEND)
@require_POST
def moves(request: PageRequest) -> HttpResponse:
    """`answer`: accept, refuse or undo; `reflow`: each that is ticked."""
    answer, ids = _said(request, reflows.ANSWERS), _ticked(request, "reflow")
    ours = Reflow.objects.filter(vendor=request.vendor, pk__in=ids)
    found = ours.select_related("wedding__client")
    decided = reflows.decide_reflows(found, answer, current_time(), actor=actor(request))
    rows = [(one.thing.wedding.client.name, one.refusal) for one in decided]
    return _shown(request, "reflows", None, rows, decided)


@vendor_required(Right.SEND)
@require_POST
def doubles(request: PageRequest, pk: UUID) -> HttpResponse:
    """Of one integration. `answer`: same, another or leave; `offer`: each that is ticked."""
    connection = get_object_or_404(Connection, vendor=request.vendor, pk=pk)
    answer, ids = _said(request, offers.ANSWERS), _ticked(request, "offer")
    found = offers.to_decide(request.vendor.pk, ids).filter(connection=connection)
    decided = offers.decide_offers(found, answer, current_time(), actor=actor(request))
    rows = [(one.thing.external_id, one.refusal) for one in decided]
    return _shown(request, "integration", pk, rows, decided)


def _shown(
    request: PageRequest,
    back: str,
    pk: UUID | None,
    rows: list[tuple[str, Refusal | None]],
    decided: Iterable[Decided[Any]],
) -> HttpResponse:
    """Row by row what became of it, and the way back to where they stood."""
    done = sum(one.refusal is None for one in decided)
    context = {"rows": rows, "done": done, "back": back, "pk": pk}
    return render(request, "decisions/decided.html", context)


def _said(request: PageRequest, known: Iterable[str]) -> str:
    answer = request.POST.get("answer", "")
    if answer not in known:
        raise Refusal("Say what is to become of them.", code="no_such_answer")
    return answer


def _ticked(request: PageRequest, name: str) -> list[UUID]:
    """Raises Refusal for none, and for more than one looks at."""
    found = [one for text in request.POST.getlist(name) if (one := _id(text))]
    if not found:
        raise Refusal("Tick at least one of them.", code="nothing_ticked")
    if len(found) > MOST:
        raise Refusal("Decide about {most} at a time.", code="too_many", most=MOST)
    return found


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
