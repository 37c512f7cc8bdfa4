"""Offer a seat, take the offer back, accept it."""

import datetime as dt
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext

from wedsync.lib import tokens
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Invitation, Membership, Role, Vendor
from wedsync.vendors.tenancy import operator

PURPOSE = "invitation"
OPEN_FOR = dt.timedelta(days=7)
MOST_OPEN = 20


@transaction.atomic
def invite(vendor: Vendor, email: str, role: str, now: dt.datetime, *, actor: str) -> Invitation:
    """The mail leaves after the transaction; a second one to an address replaces the first.

    Raises Refusal.
    """
    Vendor.objects.select_for_update().get(pk=vendor.pk)
    email = email.lower()
    if Membership.objects.filter(vendor=vendor, user__email__iexact=email).exists():
        raise Refusal("{email} has a seat already.", code="has_a_seat", email=email)
    waiting = Invitation.objects.filter(vendor=vendor, accepted_at=None)
    waiting.filter(email=email).delete()
    if waiting.filter(ends_at__gt=now).count() >= MOST_OPEN:
        raise Refusal("{most} open invitations are enough.", code="too_many", most=MOST_OPEN)
    said = {"email": email, "role": role, "invited_by": actor, "ends_at": now + OPEN_FOR}
    made = Invitation.objects.create(id=uuid7(), vendor=vendor, **said)
    record(vendor, "seat.offered", made, actor=actor, data={"role": role})
    words = _words(vendor, made)
    transaction.on_commit(lambda: send_mail(*words, None, [made.email]))
    return made


@transaction.atomic
def withdraw(vendor: Vendor, pk: UUID, *, actor: str) -> None:
    """Twice is once; what was accepted stays."""
    found = Invitation.objects.filter(vendor=vendor, pk=pk, accepted_at=None).first()
    if found is not None:
        record(vendor, "seat.offer_withdrawn", found, actor=actor)
        found.delete()


def read(token: str, now: dt.datetime) -> Invitation:
    """As operator: nobody who follows the link has a seat there yet.

    Raises Http404 for a token that isn't ours, and for an offer that is over.
    """
    try:
        pk = UUID(bytes=tokens.read(PURPOSE, token, settings.TOKEN_KEYS))
    except ValueError:
        raise Http404("There is no such invitation.") from None
    with operator():
        waiting = Invitation.objects.filter(pk=pk, accepted_at=None, ends_at__gt=now)
        found = waiting.select_related("vendor").first()
    if found is None:
        raise Http404("This invitation is over. Ask for another.")
    return found


def accept(invitation: Invitation, user: User, now: dt.datetime) -> Membership:
    """Raises Refusal for another address than the invited one."""
    if user.email.lower() != invitation.email:
        raise Refusal(
            "This invitation is for {email}: sign in with that address.",
            code="other_address",
            email=invitation.email,
        )
    with operator():
        fresh = Invitation.objects.filter(pk=invitation.pk, accepted_at=None)
        if not fresh.update(accepted_at=now):
            raise Refusal("This invitation was used already.", code="used")
        seat, made = Membership.objects.get_or_create(
            vendor=invitation.vendor, user=user, defaults={"role": invitation.role}
        )
        if made:
            said = {"role": seat.role}
            record(invitation.vendor, "seat.taken", seat, actor=f"user:{user.pk}", data=said)
    return seat


def address_of(invitation: Invitation) -> str:
    token = tokens.sign(PURPOSE, invitation.pk.bytes, settings.TOKEN_KEYS)
    return f"{settings.PUBLIC_URL}/invitations/{token}/"


def _words(vendor: Vendor, invitation: Invitation) -> tuple[str, str]:
    """Subject and text, in the language of whoever invites: nobody knows the other's yet."""
    subject = gettext("{name} asks you to join on WedSync").format(name=vendor.name)
    text = gettext(
        "You are offered a seat as {role} at {name}.\n\n"
        "Take it within seven days:\n{address}\n\n"
        "If you don't know them, there is nothing to do."
    )
    role = gettext(Role(invitation.role).label).lower()
    return subject, text.format(role=role, name=vendor.name, address=address_of(invitation))
