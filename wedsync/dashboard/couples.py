"""Couples by hand: add one, and correct what is known of it, its people and its wedding."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from wedsync.dashboard.couple_forms import (
    ClientForm,
    CoupleForm,
    NewPersonForm,
    PersonForm,
    WeddingForm,
    client_of,
    person_of,
)
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.meanwhile import Data, Line, Lines, held, nobody_overwrites, spelled
from wedsync.dashboard.reflow_forms import zones
from wedsync.dashboard.undoable import undoable
from wedsync.lib.ids import uuid7
from wedsync.vendors.membership import Right
from wedsync.weddings.add_couple import Couple, add_couple
from wedsync.weddings.alike import alike
from wedsync.weddings.calendar import local_day
from wedsync.weddings.keep import Kept, add, change
from wedsync.weddings.models import Client, Person, Wedding

INVALID = 422
SOURCE = "dashboard"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@vendor_required(Right.WRITE)
@form_page
def new(request: PageRequest) -> HttpResponse:
    """Who may be known already is shown before anybody is written down twice."""
    today = local_day(current_time(), ZoneInfo(request.vendor.timezone))
    form = CoupleForm(request.vendor, today, request.POST or None)
    if request.method != "POST":
        return render(request, "couples/new.html", {"form": form, "zones": zones()})
    if not form.is_valid():
        return _again(request, form)
    doubles = list(alike(request.vendor, form.name, _addresses(form)).prefetch_related("weddings"))
    if doubles and request.POST.get("anyway") != "yes":
        return _again(request, form, doubles=doubles)
    couple = Couple(form.name, form.people, form.wedding, form.marks, SOURCE)
    made = add_couple(request.vendor, couple, actor=actor(request))
    words = _("“{name}” is in.").format(name=form.name)
    undoable(request, words, reverse("client-archive", args=[made.client_id]))
    return redirect("wedding", made.pk)


def _again(request: PageRequest, form: CoupleForm, **more: Any) -> HttpResponse:
    context = {"form": form, "zones": zones(), **more}
    return render(request, "couples/new.html", context, status=INVALID)


def _addresses(form: CoupleForm) -> list[str]:
    return [one[name] for one in form.people for name in ("email", "phone")]


def _form(
    request: PageRequest, row: Client | Person | Wedding, data: Data
) -> ClientForm | PersonForm | WeddingForm:
    match row:
        case Client():
            return ClientForm(data, initial=client_of(row))
        case Person():
            return PersonForm(request.vendor, data, initial=person_of(row))
        case Wedding():
            return WeddingForm(request.vendor, row, data)


def _lines_of(kind: type[Kept]) -> Lines:
    """What the form of such a row holds; the row is locked while it is saved."""

    def lines(request: PageRequest, data: Data, pk: UUID) -> list[Line]:
        ours = kind.objects.filter(vendor=request.vendor)
        return spelled(_form(request, get_object_or_404(held(request, ours), pk=pk), data))

    return lines


@vendor_required(Right.WRITE)
@form_page
@nobody_overwrites(_lines_of(Client))
def client(request: PageRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Client, vendor=request.vendor, pk=pk)
    return _edited(request, found, found, _("The couple"))


@vendor_required(Right.WRITE)
@form_page
@nobody_overwrites(_lines_of(Person))
def person(request: PageRequest, pk: UUID) -> HttpResponse:
    """A yes holds for the address it was given for: another address begins without one."""
    ours = Person.objects.filter(vendor=request.vendor).select_related("client")
    found = get_object_or_404(ours, pk=pk)
    return _edited(request, found, found.client, str(found))


@vendor_required(Right.WRITE)
@form_page
@nobody_overwrites(_lines_of(Wedding))
def wedding(request: PageRequest, pk: UUID) -> HttpResponse:
    ours = Wedding.objects.filter(vendor=request.vendor).select_related("client")
    found = get_object_or_404(ours, pk=pk)
    return _edited(request, found, found.client, _("The place, the guests, the budget"), found)


def _edited(
    request: PageRequest,
    row: Kept,
    about: Client,
    title: Any,
    at: Wedding | None = None,
) -> HttpResponse:
    form = _form(request, row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change(row, form.values, actor=actor(request))
        return _saved(request, about, at)
    return _page(request, form, about, title, at)


@vendor_required(Right.WRITE)
@form_page
def person_new(request: PageRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Client, vendor=request.vendor, pk=pk)
    form = NewPersonForm(request.vendor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = Person(id=uuid7(), vendor=request.vendor, client=found, **form.values)
        add(made, actor=actor(request))
        return _saved(request, found)
    return _page(request, form, found, _("Somebody else"))


def _saved(request: PageRequest, about: Client, at: Wedding | None = None) -> HttpResponse:
    """Back where the couple is shown."""
    messages.success(request, _("Saved."))
    at = at or _first_wedding(request, about)
    return redirect("wedding", at.pk) if at else redirect("weddings")


def _page(
    request: PageRequest, form: forms.Form, about: Client, title: Any, at: Wedding | None = None
) -> HttpResponse:
    context: Mapping[str, Any] = {
        "form": form,
        "client": about,
        "title": title,
        "wedding": at or _first_wedding(request, about),
        "zones": zones(),
        "guarded": hasattr(request, "seen"),
    }
    status = INVALID if form.is_bound else 200
    return render(request, "couples/edit.html", context, status=status)


def _first_wedding(request: PageRequest, about: Client) -> Wedding | None:
    return Wedding.objects.filter(vendor=request.vendor, client=about).order_by("id").first()
