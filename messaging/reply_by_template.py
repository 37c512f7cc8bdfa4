"""On WhatsApp, once a day has passed since they wrote: answer with a template Meta approved."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max, QuerySet

from messaging.accept import Draft, accept
from messaging.models import Thread
from messaging.news import announce
from messaging.policy.facts import Purpose
from messaging.reply import check_address
from personalization.models import Template, Variant
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

CHANNEL = "whatsapp"
MOST = 50


def approved(vendor: Vendor) -> QuerySet[Variant]:
    """The wordings of current versions that carry an approved template's id."""
    ours = Template.objects.in_use().open_to(vendor).order_by()
    found = Variant.objects.filter(channel=CHANNEL, version__template__in=ours)
    newest = found.annotate(newest=Max("version__template__versions__number"))
    return (
        newest.filter(version__number=F("newest"))
        .exclude(compiled__content_sid="")
        .select_related("version__template")
        .order_by("version__template__name", "id")[:MOST]
    )


@transaction.atomic
def reply_by_template(
    thread_id: UUID, variant_id: UUID, key: str, *, actor: str, now: dt.datetime
) -> UUID:
    """In the current tenant's thread; returns the message's id. Raises Refusal."""
    threads = Thread.objects.select_for_update(of=("self",)).select_related("person", "vendor")
    thread = threads.get(pk=thread_id)
    check_address(thread, CHANNEL)
    variant = next((one for one in approved(thread.vendor) if one.pk == variant_id), None)
    if variant is None:
        raise Refusal("Choose one of the approved templates.", code="no_such_template")
    dedupe_key = f"reply:{thread.pk}:{key}"[:200]
    draft = Draft(
        person_id=thread.person_id,
        wedding_id=thread.wedding_id,
        variant_id=variant.pk,
        channel=CHANNEL,
        purpose=Purpose(variant.version.template.purpose),
        dedupe_key=dedupe_key,
        not_before=now,
    )
    message_id = accept(thread.vendor_id, [draft], now)[dedupe_key]
    Thread.objects.filter(pk=thread.pk).update(unread=0, last_at=now)
    data = {"channel": CHANNEL, "template": variant.version.template.name}
    record(thread.vendor_id, "thread.answered", thread, actor=actor, data=data)
    announce(thread.vendor_id)
    return message_id
