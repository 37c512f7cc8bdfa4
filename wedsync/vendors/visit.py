"""Look at one vendor's couples: with a reason, for a while, and never unseen."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Least
from django.utils import translation
from django.utils.timezone import now as current_time
from django.utils.translation import gettext

from wedsync.lib.asked_language import first_spoken
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import line, record
from wedsync.vendors.models import Event, Membership, Role, SupportLook, SupportVisit, Vendor
from wedsync.vendors.models.support_visit import LONGEST, USUAL
from wedsync.vendors.reason import check_reason

MOST = 50  # visits of one operator at a time, and only after `break_glass` more than one


@transaction.atomic
def begin(
    vendor: Vendor,
    operator_id: int,
    reason: str,
    now: dt.datetime,
    *,
    length: dt.timedelta = USUAL,
) -> SupportVisit:
    """The owners get a mail once it is open. Raises Refusal."""
    checked(reason, length)
    others = open_visits(operator_id, now)
    if others:
        raise Refusal("End your visit at {vendor} first.", code="visiting", vendor=others[0].vendor)
    made = enter(vendor, operator_id, reason, now, length=length)
    data = {"reason": made.reason, "until": made.ends_at.isoformat(timespec="minutes")}
    record(vendor, "support.visit_opened", made, actor=f"user:{operator_id}", data=data)
    return made


def enter(
    vendor: Vendor,
    operator_id: int,
    reason: str,
    now: dt.datetime,
    *,
    length: dt.timedelta,
    emergency: bool = False,
) -> SupportVisit:
    """Without asking whether one may; whoever calls says so in the vendor's history."""
    mine = SupportVisit.objects.filter(vendor=vendor, operator=operator_id, ended_at=None)
    mine.update(ended_at=Least("ends_at", Value(now)))
    made = SupportVisit.objects.create(
        id=uuid7(),
        vendor=vendor,
        operator_id=operator_id,
        reason=reason.strip()[:300],
        emergency=emergency,
        started_at=now,
        ends_at=now + length,
    )
    owners = owners_of(vendor)
    transaction.on_commit(lambda: _mail(vendor, made, owners))
    return made


@transaction.atomic
def end(visit: SupportVisit, now: dt.datetime, *, actor: str) -> None:
    """Before its time. Raises Refusal when it is over already."""
    waiting = SupportVisit.objects.filter(pk=visit.pk, ended_at=None, ends_at__gt=now)
    if not waiting.update(ended_at=now):
        raise Refusal("This visit is over already.", code="visit_over")
    record(visit.vendor_id, "support.visit_ended", visit, actor=actor)


def open_visits(operator_id: int, now: dt.datetime) -> Sequence[SupportVisit]:
    """One, or after `break_glass` a few."""
    mine = SupportVisit.objects.filter(operator=operator_id, ended_at=None, ends_at__gt=now)
    return list(mine.select_related("vendor").order_by("id")[:MOST])


def looked(visits: Sequence[SupportVisit], noun: str, subject: str = "") -> None:
    """Note what is being looked at, once a visit, where its vendor reads it."""
    same = SupportLook.objects.filter(visit__in=visits, noun=noun, subject=subject)
    seen = set(same.values_list("visit_id", flat=True)) if visits else set()
    fresh = [visit for visit in visits if visit.pk not in seen]
    SupportLook.objects.bulk_create(
        (_look(visit, noun, subject) for visit in fresh), ignore_conflicts=True
    )
    data = {"at": noun, **({"which": subject} if subject else {})}
    Event.objects.bulk_create(
        line(visit.vendor_id, "support.looked", visit, actor=f"user:{visit.operator_id}", data=data)
        for visit in fresh
    )


def visit_of(visits: Sequence[SupportVisit], vendor_id: UUID) -> Sequence[SupportVisit]:
    return [visit for visit in visits if visit.vendor_id == vendor_id]


def owners_of(vendor: Vendor) -> list[tuple[str, str]]:
    """Address and chosen language ("" for none) of each."""
    owners = Membership.objects.filter(vendor=vendor, role=Role.OWNER, user__is_active=True)
    return list(owners.order_by("id").values_list("user__email", "language")[:20])


def checked(reason: str, length: dt.timedelta) -> None:
    """Raises Refusal."""
    check_reason(reason)
    if not dt.timedelta() < length <= LONGEST:
        raise Refusal("A visit lasts four hours at most.", code="too_long")


def _look(visit: SupportVisit, noun: str, subject: str) -> SupportLook:
    return SupportLook(
        id=uuid7(), vendor_id=visit.vendor_id, visit=visit, noun=noun, subject=subject
    )


def _mail(vendor: Vendor, visit: SupportVisit, owners: list[tuple[str, str]]) -> None:
    """The vendor's own page says the same, so a mail that fails stops nothing."""
    for address, language in owners:
        with translation.override(first_spoken([language, vendor.locale])):
            subject, text = _words(vendor, visit)
        send_mail(subject, text, None, [address], fail_silently=True)


def _words(vendor: Vendor, visit: SupportVisit) -> tuple[str, str]:
    subject = gettext("WedSync support looks at {name}").format(name=vendor.name)
    text = gettext(
        "Somebody of WedSync's support sees your couples for the next {until} minutes.\n\n"
        "Why: {why}\n\n"
        "What they look at, and how to end it at once:\n"
        "{address}\n"
    )
    page = f"{settings.PUBLIC_URL}/settings/history/?about=support"
    until = visit.minutes_left(current_time())
    return subject, text.format(until=until, why=visit.reason, address=page)
