"""One thread: the conversation over every channel, and the answer to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from messaging import tend
from messaging.conversation import conversation
from messaging.models import SavedReply, Thread
from messaging.reply import reply as answer
from messaging.reply_by_template import reply_by_template
from messaging.saved_replies import filled_in
from messaging.take_back import take_back
from messaging.window import window_until
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.dashboard.meanwhile import Data, Line, held, nobody_overwrites, spelled
from wedsync.dashboard.reply_forms import (
    AssignForm,
    ReplyForm,
    SnoozeForm,
    TemplateForm,
    hours_and_minutes,
    last_way,
)
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import told
from wedsync.vendors.membership import Right, may

INVALID = 422


@vendor_required()
@require_safe
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    """`saved` fills in a saved reply; `before` looks further back. Looking reads nothing."""
    thread = _thread(request, pk)
    context = _said(request, thread)
    if request.htmx and not request.htmx.boosted:
        return render(request, "inbox/_conversation.html", context)
    return render(request, "inbox/thread.html", context | _asked(request, thread, context))


@vendor_required(Right.SEND)
@require_POST
def reply(request: PageRequest, pk: UUID) -> HttpResponse:
    thread = _thread(request, pk)
    form = ReplyForm(thread, request.POST)
    if not form.is_valid():
        context = _said(request, thread)
        context |= _asked(request, thread, context, form)
        return render(request, "inbox/thread.html", context, status=INVALID)
    answer(thread.pk, form.words, actor=actor(request), now=current_time())
    later = form.words.at is not None
    messages.success(request, _("It will leave then.") if later else _("On its way."))
    return redirect("thread", pk)


@vendor_required(Right.SEND)
@require_POST
def by_template(request: PageRequest, pk: UUID) -> HttpResponse:
    thread = _thread(request, pk)
    form = TemplateForm(request.vendor, request.POST)
    if not form.is_valid():
        raise Refusal("Choose one of the approved templates.", code="no_such_template")
    given = form.cleaned_data
    who = actor(request)
    variant = UUID(given["variant"])
    reply_by_template(thread.pk, variant, given["key"], actor=who, now=current_time())
    messages.success(request, _("On its way."))
    return redirect("thread", pk)


@vendor_required(Right.SEND)
@require_POST
def unsend(request: PageRequest, pk: UUID, message: UUID) -> HttpResponse:
    take_back(_thread(request, pk), message, actor=actor(request))
    messages.success(request, _("Taken back: it will not leave."))
    return redirect("thread", pk)


@vendor_required(Right.WRITE)
@require_POST
def read(request: PageRequest, pk: UUID) -> HttpResponse:
    """`unread` in the form puts it back on the pile. An open page, which reads by itself, gets the
    other button."""
    verb = tend.mark_unread if request.POST.get("unread") else tend.mark_read
    verb(_thread(request, pk))
    if not request.htmx:
        return redirect("inbox")
    return render(request, "inbox/_tend.html", {"thread": _thread(request, pk)})


def _assignee(request: PageRequest, data: Data, pk: UUID) -> list[Line]:
    thread = get_object_or_404(held(request, Thread.objects.filter(vendor=request.vendor)), pk=pk)
    return spelled(AssignForm(request.vendor, data, initial={"member": thread.assignee_id or ""}))


def _snoozed(request: PageRequest, data: Data, pk: UUID) -> list[Line]:
    thread = get_object_or_404(held(request, Thread.objects.filter(vendor=request.vendor)), pk=pk)
    return spelled(SnoozeForm(data, initial={"until": thread.snoozed_until}))


@vendor_required(Right.WRITE)
@require_POST
@nobody_overwrites(_assignee)
def assign(request: PageRequest, pk: UUID) -> HttpResponse:
    form = AssignForm(request.vendor, request.POST)
    if not form.is_valid():
        raise Refusal("Nobody of that name works here.", code="no_such_member")
    tend.assign(_thread(request, pk), form.chosen, actor=actor(request))
    return redirect("thread", pk)


@vendor_required(Right.WRITE)
@require_POST
@nobody_overwrites(_snoozed)
def snooze(request: PageRequest, pk: UUID) -> HttpResponse:
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        raise Refusal("Choose a day and an hour.", code="not_a_moment")
    until = form.cleaned_data["until"]
    tend.snooze(_thread(request, pk), until, actor=actor(request), now=current_time())
    messages.success(request, _("Put off.") if until else _("Back in the inbox."))
    return redirect("inbox")


def _thread(request: PageRequest, pk: UUID) -> Thread:
    ours = Thread.objects.filter(vendor=request.vendor)
    related = ours.select_related("vendor", "person__client", "wedding", "assignee__user")
    return get_object_or_404(related, pk=pk)


def _said(request: PageRequest, thread: Thread) -> dict[str, Any]:
    said = conversation(thread, _id(request.GET.get("before", "")))
    return {
        "thread": thread,
        "said": said,
        "may_send": may(request.membership, Right.SEND),
        "may_write": may(request.membership, Right.WRITE),
        "now": current_time(),
    }


def _asked(
    request: PageRequest, thread: Thread, said: dict[str, Any], form: ReplyForm | None = None
) -> dict[str, Any]:
    form = form or ReplyForm(thread, initial=_filled(request, thread))
    form.fields["channel"].initial = last_way(said["said"].lines, form)
    until = window_until([thread.person]).get(thread.person_id)
    left = until - said["now"] if until else None
    return {
        "form": form,
        "until": until,
        "window_open": bool(until and until > said["now"]),
        "left": hours_and_minutes(left) if left else "",
        "template_form": TemplateForm(request.vendor) if thread.person.phone else None,
        "assign_form": AssignForm(request.vendor, initial={"member": thread.assignee_id}),
        "snooze_form": SnoozeForm(initial={"until": thread.snoozed_until}),
        "saved": SavedReply.objects.filter(vendor=request.vendor)[:100],
    }


def _filled(request: PageRequest, thread: Thread) -> dict[str, str]:
    """The words of the saved reply that was asked for; why not, where it can't be filled in."""
    saved_id = _id(request.GET.get("saved", ""))
    if saved_id is None:
        return {}
    saved = get_object_or_404(SavedReply, vendor=request.vendor, pk=saved_id)
    try:
        return {"text": filled_in(saved, thread, current_time())}
    except Refusal as refusal:
        messages.error(request, told(refusal))
        return {"text": saved.text}


def _id(word: str) -> UUID | None:
    """Raises Http404 for what is no id."""
    try:
        return UUID(word) if word else None
    except ValueError:
        raise Http404(_("There is no such page.")) from None
