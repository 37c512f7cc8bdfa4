"""The way in when the usual ones are shut: loud, short, and with the house's own console only.

Whoever may run it holds the server and its database anyway. It adds no power; it adds a trace.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import structlog
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.mail import send_mail
from django.db import transaction
from django.utils.timezone import now as current_time

from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator
from wedsync.vendors.visit import MOST, checked, enter

LENGTH = dt.timedelta(hours=1)
ACTOR = "system:break_glass"
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Broken:
    """What it did: factors taken away, sessions ended, vendors opened, operators told."""

    factors: int
    sessions: int
    vendors: int
    told: int


def break_glass(
    user: User, reason: str, vendors: Sequence[Vendor], now: dt.datetime, *, reset_factors: bool
) -> Broken:
    """All of it or nothing; the mails leave once it is done. Raises Refusal."""
    checked(reason, LENGTH)
    if not (user.is_active and user.is_staff):
        raise Refusal("Only who is an operator already gets in this way.", code="no_operator")
    if len(vendors) > MOST:
        raise Refusal("{most} vendors at a time are the most.", code="too_many", most=MOST)
    with operator():
        for vendor in vendors:
            _open(vendor, user, reason, now)
        factors, sessions = _reset(user) if reset_factors else (0, 0)
        _note(user, reason)
        colleagues = list(_operators())
        done = Broken(factors, sessions, len(vendors), len(colleagues))
        transaction.on_commit(lambda: _tell(colleagues, user, reason, done))
    return done


def _open(vendor: Vendor, user: User, reason: str, now: dt.datetime) -> None:
    visit = enter(vendor, user.pk, reason, now, length=LENGTH, emergency=True)
    data = {"reason": visit.reason, "until": visit.ends_at.isoformat(timespec="minutes")}
    record(vendor, "support.glass_broken", visit, actor=ACTOR, data=data)


def _reset(user: User) -> tuple[int, int]:
    """A session may be the thief's: the password has to be given again, and a factor be added."""
    theirs = [one.pk for one in _sessions() if one.get_decoded().get(SESSION_KEY) == str(user.pk)]
    sessions, _ = Session.objects.filter(pk__in=theirs).delete()
    factors, _ = Authenticator.objects.filter(user=user).delete()
    return factors, sessions


def _sessions() -> Iterable[Session]:
    """Whose one is stands only inside it."""
    return Session.objects.filter(expire_date__gt=current_time()).iterator()


def _note(user: User, reason: str) -> None:
    """Vendors have their own history; this is the operators'."""
    LogEntry.objects.create(
        user_id=user.pk,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(user.pk),
        object_repr=f"user {user.pk}",
        action_flag=CHANGE,
        change_message=f"The glass was broken: {reason}",
    )


def _operators() -> Sequence[str]:
    staff = User.objects.filter(is_staff=True, is_active=True).exclude(email="")
    return list(staff.order_by("pk").values_list("email", flat=True)[:100])


def _tell(colleagues: Sequence[str], user: User, reason: str, done: Broken) -> None:
    log.warning(
        "glass broken", user=user.pk, vendors=done.vendors, factors=done.factors, reason=reason
    )
    for address in colleagues:
        send_mail(
            "WedSync: the glass was broken",
            f"From the console of the house, for {user.email or user.pk}:\n\n"
            f"- second factors taken away: {done.factors}\n"
            f"- sessions ended: {done.sessions}\n"
            f"- vendors whose couples are open for an hour: {done.vendors}\n\n"
            f"Why: {reason}\n\n"
            "If you didn't expect this, end the visits in /admin/ and look who has the console.\n",
            None,
            [address],
            fail_silently=True,
        )
