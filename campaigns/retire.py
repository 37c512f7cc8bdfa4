"""Take a template out of choice, and back. What it said stays, and so does who got it."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast

from campaigns.broadcast.states import OVER
from campaigns.models import Campaign, Timeline, TimelineVersion
from personalization.models import Template
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record

MOST_NAMED = 3


def retire(template: Template, now: dt.datetime, *, actor: str) -> None:
    """Raises Refusal for the library's, and while something would still say it."""
    locked = Template.objects.select_for_update().filter(pk=template.pk).first()
    if locked is None or locked.vendor_id is None:
        raise _nobodys()
    if locked.archived_at is not None:
        return
    if users := _said_by(locked):
        named = ", ".join(f"“{name}”" for name in users[:MOST_NAMED])
        raise Refusal(
            "“{name}” is still said by {named}.",
            code="template_in_use",
            name=locked.name,
            named=named,
        )
    locked.archived_at = now
    locked.save(update_fields=["archived_at"])
    record(locked.vendor_id, "template.retired", locked, actor=actor)


def fetch_back(template: Template, *, actor: str) -> None:
    """Into choice again. Raises Refusal for the library's."""
    if template.vendor_id is None:
        raise _nobodys()
    if Template.objects.filter(pk=template.pk).exclude(archived_at=None).update(archived_at=None):
        record(template.vendor_id, "template.fetched_back", template, actor=actor)


def _nobodys() -> Refusal:
    return Refusal("The library's templates are nobody's to remove.", code="not_yours")


def _said_by(template: Template) -> list[str]:
    """The names of timelines that may say it, and of campaigns that have not ended."""
    ours, mention = {"vendor": template.vendor_id}, str(template.pk)
    inside = TimelineVersion.objects.filter(timeline=OuterRef("pk"))
    inside = inside.annotate(told=Cast("definition", TextField())).filter(told__contains=mention)
    timelines = Timeline.objects.filter(**ours, archived_at=None)
    timelines = timelines.annotate(told=Cast("draft", TextField()))
    told = timelines.filter(Q(told__contains=mention) | Exists(inside))
    campaigns = Campaign.objects.filter(**ours, version__template=template)
    going = campaigns.exclude(state__in=OVER)
    return [
        *told.values_list("name", flat=True)[:MOST_NAMED],
        *going.values_list("name", flat=True)[:MOST_NAMED],
    ]
