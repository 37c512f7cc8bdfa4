"""One message: to whom, why, what it said, what became of it."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from campaigns.broadcast.keys import campaign_in
from campaigns.broadcast.why import why_them
from campaigns.models import Recipient
from messaging.channels.registry import channels
from messaging.models import Handed, Message
from messaging.why import Line, Mark, why
from personalization.copy.said import said
from personalization.preview import preview_values
from personalization.render import Content
from wedsync.dashboard import letters
from wedsync.dashboard.door import PageRequest, vendor_required
from wedsync.dashboard.looks import look
from wedsync.dashboard.made import made
from wedsync.dashboard.story import story
from wedsync.dashboard.what_ifs import WhatIfForm
from wedsync.lib.worded import worded

MARKS: dict[str, Mark] = {"warn": "wait", "bad": "no", "": "no"}
UNJUDGED = Line("note", worded("It is looked at when its turn comes, and again until it leaves."))


@vendor_required()
@require_safe
def show(request: PageRequest, pk: UUID) -> HttpResponse:
    message = _message(request, pk)
    handed, asked = _handed(message), _asked_by(message)
    zone = ZoneInfo(request.vendor.timezone)
    context = {
        "message": message,
        "handed": handed,
        "content": _content(message, handed) if handed else None,
        "made": made(handed.inputs.get("made_by", {})) if handed else None,
        "lines": _lines(message, zone) + _by_campaign(message, asked, zone) + _worded(handed),
        "story": story(message.created_at, message.moves.all(), message.events.all()),
        "asked": asked,
        "form": WhatIfForm(),
    }
    return render(request, "letters/show.html", context)


@letters.framed
@vendor_required()
@require_safe
def preview(request: PageRequest, pk: UUID) -> HttpResponse:
    """What left the house, written again from what was kept of it."""
    message = _message(request, pk)
    handed = _handed(message)
    content = _content(message, handed) if handed else None
    if content is None:
        raise Http404(worded("There is nothing to show."))
    return letters.page(content)


def _message(request: PageRequest, pk: UUID) -> Message:
    related = ("person__client", "wedding", "variant__version__template")
    ours = Message.objects.filter(vendor=request.vendor).select_related(*related)
    return get_object_or_404(ours.prefetch_related("moves", "events"), pk=pk)


def _handed(message: Message) -> Handed | None:
    """The last time it was handed to a provider."""
    handed = Handed.objects.filter(vendor=message.vendor_id, message=message)
    return handed.select_related("handover").order_by("-id").first()


def _content(message: Message, handed: Handed) -> Content | None:
    """Without pixel and without tracked links: looking at it is not opening it."""
    return preview_values(message.variant, handed.inputs).content


def _asked_by(message: Message) -> Recipient | None:
    """A chain that went on has another message by now: the key still names the campaign."""
    campaign = campaign_in(message.dedupe_key)
    theirs = Q(campaign=campaign, person=message.person_id) if campaign else Q(pk=None)
    found = Recipient.objects.filter(theirs | Q(message=message), vendor=message.vendor_id)
    return found.select_related("campaign", "message").first()


def _lines(message: Message, zone: ZoneInfo) -> tuple[Line, ...]:
    """The last decision; before it, what holds or stopped the message without a gate's word."""
    decision = message.decisions.order_by("-id").first()
    if decision is None:
        return (*_stopped(message), UNJUDGED)
    said = why(decision.facts, decision.objections, zone)
    return said if decision.reason == message.reason else (*_stopped(message), *said)


def _by_campaign(message: Message, asked: Recipient | None, zone: ZoneInfo) -> tuple[Line, ...]:
    """Why then, and why over this channel; or over which one it was said instead."""
    if asked is None:
        return ()
    if asked.message and asked.message_id != message.pk:
        way = channels()[asked.message.channel].label
        return (
            Line(
                "note",
                worded("It could not arrive, so it was said by {channel} instead.", channel=way),
            ),
        )
    return why_them(asked, asked.campaign, zone)


def _worded(handed: Handed | None) -> tuple[Line, ...]:
    """Whose words they are, where a model might have written them."""
    sentence = said(handed.inputs) if handed else ""
    return (Line("note", sentence),) if sentence else ()


def _stopped(message: Message) -> tuple[Line, ...]:
    if not message.reason:
        return ()
    sentence = f"{message.reason[:1].upper()}{message.reason[1:]}".rstrip(".")
    return (Line(MARKS.get(look("message", message.state).tone, "note"), f"{sentence}."),)
