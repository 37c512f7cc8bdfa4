"""Move a wedding's date: what it would change, the change, the way back, proposals."""

import datetime as dt
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.models import Proposal, Reflow
from campaigns.reflow.changes import Facts
from campaigns.reflow.changes_json import over
from campaigns.reflows import reflow as verbs
from campaigns.reflows.facts import facts_of, venue_zone
from campaigns.reflows.lines import from_json
from campaigns.reflows.old_date import OLD_DATE, say_again, told_otherwise
from campaigns.reflows.preview import preview
from campaigns.timelines.names import names_of
from messaging.models import ToDo
from wedsync.billing.money import format_money
from wedsync.dashboard.agreed_forms import AgreedForm
from wedsync.dashboard.agreed_names import USUAL, spoken
from wedsync.dashboard.cursor import page_of
from wedsync.dashboard.differences import groups
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.facts_told import told
from wedsync.dashboard.reflow_forms import MoveForm, initial, mark, zones
from wedsync.dashboard.waiting_moves import why_it_waits
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import offered
from wedsync.vendors.membership import Right, may
from wedsync.weddings.calendar import local_day
from wedsync.weddings.models import Person, Wedding
from wedsync.weddings.move_limits import move_limits_of

MOST_TODOS = 50
ANSWERS = {
    Proposal.PROPOSED.value: (("accept", _("Accept")), ("refuse", _("Refuse"))),
    Proposal.APPLIED.value: (("undo", _("Take back")),),
}
LATELY = dt.timedelta(days=14)


@vendor_required()
@require_safe
def index(request: PageRequest) -> HttpResponse:
    """What waits for somebody's yes, then what has been decided."""
    ours = Reflow.objects.filter(vendor=request.vendor).select_related("wedding__client")
    chosen = request.GET.get("state", Proposal.PROPOSED)
    page = page_of(ours.filter(state=chosen), ["-id"], request.GET.get("after", ""))
    rows = [(one, told(one.before, one.after), _waits(request, one)) for one in page.rows]
    context = {"page": page, "rows": rows, "chosen": chosen, "tabs": offered(Proposal.choices)()}
    if may(request.membership, Right.SEND):
        context["answers"] = ANSWERS.get(chosen, ())
    return render(request, "reflows/index.html", context)


@vendor_required()
@require_safe
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    """A proposal shows what it would do now; what was applied, what it did then."""
    reflow = _reflow(request, pk)
    facts = facts_of(reflow.wedding)
    zone = venue_zone(facts, request.vendor)
    if reflow.state == Proposal.PROPOSED:
        context = _difference(request, reflow.wedding, over(facts, reflow.after))
    else:
        context = {"groups": groups(from_json(reflow.changes), _names(reflow.wedding), zone)}
    return render(
        request,
        "reflows/show.html",
        {
            "reflow": reflow,
            "wedding": reflow.wedding,
            "told": told(reflow.before, reflow.after),
            "why": _waits(request, reflow),
            "may_write": may(request.membership, Right.SEND),
            "told_old": _told_old(reflow)[:MOST_TODOS],
            **context,
        },
    )


@vendor_required(Right.SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: PageRequest, pk: UUID) -> HttpResponse:
    wedding = get_object_or_404(_weddings(request), pk=pk)
    facts, data = facts_of(wedding), _said(request)
    form = MoveForm(data if "known" in data else None, initial=initial(facts))
    return _changed(request, wedding, facts, form, "reflows/move.html")


@vendor_required(Right.SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: PageRequest, pk: UUID) -> HttpResponse:
    """Its own days, the dates beside it, and who has which part."""
    wedding = get_object_or_404(_weddings(request), pk=pk)
    facts, data = facts_of(wedding), _said(request)
    people = Person.objects.filter(vendor=request.vendor, client=wedding.client_id)
    shown = data if "kind-0" in data else None
    zone = venue_zone(facts, request.vendor)
    form = AgreedForm(facts, list(people.order_by("role", "id")), zone, shown)
    return _changed(request, wedding, facts, form, "reflows/agree.html")


def _said(request: PageRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def _changed(
    request: PageRequest, wedding: Wedding, facts: Facts, form: MoveForm | AgreedForm, page: str
) -> HttpResponse:
    """Asked with an answer in the address it shows the difference; posted it makes it."""
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound and request.method == "POST" else 200
        return render(request, page, _asked(wedding, form), status=status)
    after = form.after(facts, request.vendor)
    if request.method == "POST":
        _refuse_unseen(request, facts)
        return _moved(request, wedding, after)
    context = _asked(wedding, form) | _difference(request, wedding, after)
    context |= {"same": after == facts, "seen": mark(facts)}
    return render(request, page, context)


@vendor_required(Right.SEND)
@require_POST
def accept(request: PageRequest, pk: UUID) -> HttpResponse:
    reflow = _reflow(request, pk)
    verbs.apply(reflow, current_time(), actor(request))
    messages.success(request, _("Moved. You can take it back on this page."))
    return redirect("wedding", reflow.wedding_id)


@vendor_required(Right.SEND)
@require_POST
def refuse(request: PageRequest, pk: UUID) -> HttpResponse:
    verbs.refuse(_reflow(request, pk), current_time(), actor(request))
    messages.success(request, _("Refused. Everything stays as it is."))
    return redirect("reflows")


@vendor_required(Right.SEND)
@require_POST
def undo(request: PageRequest, pk: UUID) -> HttpResponse:
    reflow = _reflow(request, pk)
    gone = verbs.undo(reflow, current_time(), actor(request))
    names = _names(reflow.wedding)
    left = [names.get((one.enrollment, one.change.slot.key), one.change.slot.key) for one in gone]
    words = (
        _(" What had left meanwhile stays: {names}.").format(names=", ".join(left)) if left else ""
    )
    messages.success(request, _("Taken back: everything is as it was.{words}").format(words=words))
    return redirect("wedding", reflow.wedding_id)


@vendor_required(Right.SEND)
@require_POST
def correct(request: PageRequest, pk: UUID) -> HttpResponse:
    """Somebody was told the old date: say it again, or note that they know."""
    reflow = _reflow(request, pk)
    todo = get_object_or_404(_told_old(reflow), pk=_id(request.POST.get("todo", "")))
    again = request.POST.get("again") == "yes"
    verb, words = (say_again, _("On its way.")) if again else (told_otherwise, _("Noted."))
    verb(todo, reflow, current_time(), actor=actor(request))
    messages.success(request, words)
    return redirect("reflow", pk)


def _told_old(reflow: Reflow) -> Any:
    ours = ToDo.objects.filter(vendor=reflow.vendor_id, kind=OLD_DATE, done_at=None)
    about = ours.filter(message__wedding=reflow.wedding_id).select_related("message", "person")
    return about.order_by("id")


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404(_("There is no such to-do.")) from None


def last_of(request: PageRequest, wedding: Wedding) -> dict[str, Any]:
    """The last change, while it is news, and the proposals, for the wedding's page."""
    ours = Reflow.objects.filter(vendor=request.vendor, wedding=wedding)
    lately = current_time() - LATELY
    applied = ours.filter(state=Proposal.APPLIED, applied_at__gt=lately)
    last = applied.order_by("-applied_at").first()
    waiting = ours.filter(state=Proposal.PROPOSED).select_related("wedding").order_by("-id")[:5]
    return {
        "applied": last and (last, told(last.before, last.after)),
        "proposals": [(one, told(one.before, one.after), _waits(request, one)) for one in waiting],
    }


def _waits(request: PageRequest, reflow: Reflow) -> str:
    """Why it asks a person; "" where a person or nobody asked."""
    if reflow.state != Proposal.PROPOSED:
        return ""
    day, vendor = reflow.wedding.date, request.vendor
    known = {"date": day and day.isoformat(), "precision": reflow.wedding.precision}
    today = local_day(current_time(), ZoneInfo(vendor.timezone))
    return why_it_waits(known, reflow.after, today, move_limits_of(vendor))


def _refuse_unseen(request: PageRequest, facts: Facts) -> None:
    if request.POST.get("seen") != mark(facts):
        raise Refusal(
            "Somebody changed this wedding meanwhile: look at the difference again.",
            code="facts_changed",
        )


def _moved(request: PageRequest, wedding: Wedding, after: Facts) -> HttpResponse:
    made = verbs.propose(wedding, after, source="dashboard", actor=actor(request))
    verbs.apply(made, current_time(), actor(request))
    messages.success(
        request, _("Moved, with everything that hangs on it. You can take it back here.")
    )
    return redirect("wedding", wedding.pk)


def _asked(wedding: Wedding, form: MoveForm | AgreedForm) -> dict[str, Any]:
    usual = [spoken(name) for name in USUAL]
    return {"wedding": wedding, "form": form, "zones": zones(), "usual": usual}


def _difference(request: PageRequest, wedding: Wedding, after: Facts) -> dict[str, Any]:
    found = preview(wedding, after, current_time())
    zone = venue_zone(after, request.vendor)
    return {
        "groups": groups(found.lines, _names(wedding), zone),
        "cost": [(format_money(money), money.micros > 0) for money in found.cost],
        "shown": True,
        "venue_zone": zone,
    }


def _names(wedding: Wedding) -> dict[tuple[UUID, str], str]:
    return names_of(verbs.inside(wedding.pk).select_related("version"))


def _reflow(request: PageRequest, pk: UUID) -> Reflow:
    ours = Reflow.objects.filter(vendor=request.vendor).select_related("wedding__client")
    return get_object_or_404(ours, pk=pk)


def _weddings(request: PageRequest) -> Any:
    return Wedding.objects.filter(vendor=request.vendor).select_related("client")
