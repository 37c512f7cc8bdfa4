"""Saved replies: keep one, forget one, and fill one in for whoever is answered."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from messaging.models import SavedReply, Thread
from personalization.compile import Compiled, compile_draft
from personalization.context import with_links
from personalization.draft import Draft
from personalization.gather import contexts_for
from personalization.liquid.errors import Unrenderable
from personalization.models import Purpose
from personalization.problems import Invalid
from personalization.render import missing, render
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

MOST = 100
NOWHERE = "https://preview.invalid/"
CHANNEL = "whatsapp"  # plain words, and the most room of the channels that have only those


@transaction.atomic
def save_reply(vendor: Vendor, name: str, text: str, *, actor: str) -> SavedReply:
    """Under a name it had before, the new words stand instead. Raises Refusal."""
    name, text = name.strip(), text.strip()
    if not name or not text:
        raise Refusal("A saved reply needs a name and words.", code="empty")
    _compiled(text)
    saved = SavedReply.objects.filter(vendor=vendor)
    if saved.count() >= MOST and not saved.filter(name=name).exists():
        raise Refusal("At most {most} replies can be saved.", code="too_many", most=MOST)
    kept, _ = SavedReply.objects.update_or_create(
        vendor=vendor, name=name[:80], defaults={"text": text}
    )
    record(vendor.pk, "reply.saved", kept, actor=actor, data={"name": kept.name})
    return kept


@transaction.atomic
def forget_reply(vendor: Vendor, saved_id: UUID, *, actor: str) -> None:
    """Twice is once."""
    for saved in SavedReply.objects.filter(vendor=vendor, pk=saved_id):
        record(vendor.pk, "reply.forgotten", saved, actor=actor, data={"name": saved.name})
        saved.delete()


def filled_in(saved: SavedReply, thread: Thread, now: dt.datetime) -> str:
    """Its words for this person and wedding. Raises Refusal where a field has nothing to say."""
    pair = (thread.person_id, thread.wedding_id)
    values = contexts_for([pair], thread.vendor, now)[pair]
    linked = with_links(values, unsubscribe=NOWHERE, preferences=NOWHERE)
    compiled = _compiled(saved.text)
    try:
        return render(compiled, linked).text
    except Unrenderable as error:
        gaps = missing(compiled, linked)
        reason = (
            worded("It reads what is not known: {gaps}.", gaps=", ".join(gaps))
            if gaps
            else str(error)
        )
        raise Refusal(reason, code="not_known") from error


def _compiled(text: str) -> Compiled:
    block = {"type": "text", "text": text}
    draft = Draft("", [block], channel=CHANNEL)
    try:
        return compile_draft(draft, purpose=Purpose.CONTRACTUAL.value)
    except Invalid as error:
        raise Refusal(str(error.problems[0]), code="invalid_template") from error
