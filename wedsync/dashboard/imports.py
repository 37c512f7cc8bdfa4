"""Couples from a file: look at it first, then bring it in, watch it, take it back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_POST, require_safe

from crm_connectors.check import CHECKABLE, check
from crm_connectors.models import Import, ImportRow, ImportState, RowState
from crm_connectors.progress import progress
from crm_connectors.receive import receive
from crm_connectors.tasks import run_import
from crm_connectors.undo import UNDOABLE, undo
from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.forms import ColumnsForm, UploadForm
from wedsync.dashboard.meanwhile import Data, Line, held, nobody_overwrites, spelled
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import told
from wedsync.vendors.membership import Right, may

INVALID = 422
MOST_REMARKS = 100


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    ours = Import.objects.filter(vendor=request.vendor).defer("file")
    page = page_of(ours, ["-id"], request.GET.get("after", ""))
    return render(request, "imports/index.html", {"page": page, "form": UploadForm()})


@vendor_required(Right.WRITE)
@require_POST
def upload(request: PageRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = receive(request.vendor, file.name, file.read(), actor=actor(request))
            return redirect("import", batch.pk)
        except Refusal as refusal:
            form.add_error("file", told(refusal))
    context = {"form": form, "page": None}
    return render(request, "imports/index.html", context, status=INVALID)


@vendor_required()
@require_safe
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    return render(request, "imports/show.html", _standing(request, _import(request, pk)))


@vendor_required()
@require_safe
def standing(request: PageRequest, pk: UUID) -> HttpResponse:
    return render(request, "imports/_standing.html", _standing(request, _import(request, pk)))


@vendor_required(Right.WRITE)
@require_safe
def look(request: PageRequest, pk: UUID) -> HttpResponse:
    """The dry run: everything the import would do, and every row it can't read."""
    batch = _import(request, pk)
    try:
        context = {"batch": batch, "report": check(batch)}
    except Refusal as refusal:
        context = {"batch": batch, "refusal": refusal}
    return render(request, f"imports/{'_report' if request.htmx else 'report'}.html", context)


def _columns(request: PageRequest, data: Data, pk: UUID) -> list[Line]:
    ours = held(request, Import.objects.filter(vendor=request.vendor).defer("file"))
    return spelled(ColumnsForm(get_object_or_404(ours, pk=pk), data))


@vendor_required(Right.WRITE)
@nobody_overwrites(_columns)
def columns(request: PageRequest, pk: UUID) -> HttpResponse:
    """What each column means, where the file's own words are not ours."""
    batch = _import(request, pk)
    form = ColumnsForm(batch, request.POST or None)
    if form.is_valid():
        Import.objects.filter(pk=batch.pk, state__in=CHECKABLE).update(mapping=form.mapping)
        return redirect("import", pk)
    context = {"batch": batch, "form": form}
    return render(request, "imports/columns.html", context, status=INVALID if form.errors else 200)


@vendor_required(Right.WRITE)
@require_POST
def start(request: PageRequest, pk: UUID) -> HttpResponse:
    batch = _import(request, pk)
    if batch.state not in CHECKABLE:
        raise Refusal("This import has already been run.", code="already_run")
    later(run_import, str(batch.pk))
    return redirect(f"{resolve_url('import', pk)}?queued=yes")


@vendor_required(Right.WRITE)
@require_POST
def take_back(request: PageRequest, pk: UUID) -> HttpResponse:
    batch = _import(request, pk)
    undo(batch.pk, actor=actor(request))
    return redirect("import", pk)


def _import(request: PageRequest, pk: UUID) -> Import:
    """Without its file, which may be large: who reads it fetches it then."""
    return get_object_or_404(Import.objects.defer("file"), vendor=request.vendor, pk=pk)


def _standing(request: PageRequest, batch: Import) -> dict[str, object]:
    rows = ImportRow.objects.filter(vendor=request.vendor, batch=batch)
    told = rows.exclude(problems=[]) | rows.filter(state=RowState.KEPT)
    return {
        "batch": batch,
        "progress": progress(batch.done, batch.total, batch.started_at, current_time()),
        "rows": told.order_by("number")[:MOST_REMARKS],
        "to_check": batch.state in CHECKABLE,
        "queued": batch.state in CHECKABLE and bool(request.GET.get("queued")),
        "running": batch.state == ImportState.RUNNING,
        "askable": batch.state == ImportState.FINISHED and may(request.membership, Right.SEND),
        "undoable": batch.state in UNDOABLE and may(request.membership, Right.WRITE),
        "may_write": may(request.membership, Right.WRITE),
        "at": current_time(),
    }
