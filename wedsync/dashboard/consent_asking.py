"""Ask the people of a wedding, or of an import, whether they want news."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from crm_connectors.models import Import, ImportRow
from messaging.ask_consent import ask
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.vendors.membership import Right
from wedsync.weddings.models import Person, Wedding


@vendor_required(Right.SEND)
@require_POST
def of_wedding(request: PageRequest, pk: UUID) -> HttpResponse:
    wedding = get_object_or_404(Wedding, vendor=request.vendor, pk=pk)
    people = Person.objects.filter(vendor=request.vendor, client=wedding.client_id)
    _ask(request, people.order_by("id"))
    return redirect("wedding", pk)


@vendor_required(Right.SEND)
@require_POST
def of_import(request: PageRequest, pk: UUID) -> HttpResponse:
    batch = get_object_or_404(Import.objects.defer("file"), vendor=request.vendor, pk=pk)
    rows = ImportRow.objects.filter(vendor=request.vendor, batch=batch)
    theirs = Wedding.objects.filter(vendor=request.vendor, pk__in=rows.values("wedding_id"))
    couples = theirs.filter(client__archived_at=None).values("client_id")
    people = Person.objects.filter(vendor=request.vendor, client__in=couples)
    _ask(request, people.order_by("id"))
    return redirect("import", pk)


def _ask(request: PageRequest, people: QuerySet[Person]) -> None:
    count = ask(request.vendor, people, current_time(), actor=actor(request))
    if count:
        words = _("{count} people are asked by e-mail.").format(count=count)
        messages.success(request, _("1 person is asked by e-mail.") if count == 1 else words)
    else:
        messages.info(
            request,
            _("Nobody to ask: they have answered, were asked this month, or have no e-mail."),
        )
