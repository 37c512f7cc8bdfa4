"""Make, rotate and revoke API keys; find whose a secret is."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.membership import within
from wedsync.vendors.models import ApiKey, Membership
from wedsync.vendors.scopes import Scope
from wedsync.vendors.secret import Secret, draw, read, same
from wedsync.vendors.tenancy import operator

MOST = 50  # that open at once, of one vendor
LONGEST_OVERLAP = dt.timedelta(days=30)
SELDOM = dt.timedelta(minutes=1)


@transaction.atomic
def make(
    seat: Membership,
    name: str,
    scopes: Collection[str],
    now: dt.datetime,
    *,
    expires_at: dt.datetime | None,
    actor: str,
) -> tuple[ApiKey, str]:
    """In the seat's tenant: the key, and its secret, which nobody sees again. Raises Refusal.

    A scope that the maker's role doesn't reach is refused, not dropped.
    """
    _check(seat, name, scopes, expires_at, now)
    secret = draw()
    key = ApiKey.objects.create(
        id=uuid7(),
        vendor_id=seat.vendor_id,
        name=name.strip(),
        prefix=secret.prefix,
        digest=secret.digest,
        scopes=[scope.value for scope in Scope if scope in scopes],
        seat=seat,
        expires_at=expires_at,
    )
    data = {"prefix": key.prefix, "scopes": key.scopes}
    record(key.vendor_id, "key.made", key, actor=actor, data=data)
    return key, secret.text


@transaction.atomic
def rotate(key: ApiKey, overlap: dt.timedelta, now: dt.datetime, *, actor: str) -> str:
    """Return another secret of the same key; the one before opens until `overlap` has passed.

    The prefix, the scopes and the history stay. Raises Refusal.
    """
    if not dt.timedelta(0) <= overlap <= LONGEST_OVERLAP:
        raise Refusal("Both secrets may be used for 30 days at most.", code="overlap_too_long")
    ours = ApiKey.objects.select_for_update().get(pk=key.pk)
    if not ours.opens(now):
        raise Refusal("This key doesn't open any more: make another one.", code="key_over")
    secret = draw(ours.prefix)
    ours.old_digest, ours.old_until = ours.digest, now + overlap
    ours.digest = secret.digest
    ours.save(update_fields=["digest", "old_digest", "old_until"])
    data = {"prefix": ours.prefix, "old_until": ours.old_until.isoformat()}
    record(ours.vendor_id, "key.rotated", ours, actor=actor, data=data)
    return secret.text


@transaction.atomic
def revoke(key: ApiKey, now: dt.datetime, *, actor: str) -> None:
    """From the next request on it opens nothing. Raises Refusal if it was revoked before."""
    if not ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=now):
        raise Refusal("This key was revoked already.", code="key_revoked")
    record(key.vendor_id, "key.revoked", key, actor=actor, data={"prefix": key.prefix})


def key_of(text: str, now: dt.datetime) -> ApiKey | None:
    """The key that this secret opens, with its maker's seat, person and vendor; None for none.

    Runs as operator because before this answer no tenant is known; it reads that one key.
    """
    secret = read(text)
    if secret is None:
        return None
    with operator():
        found = ApiKey.objects.select_related("seat__user", "vendor").filter(prefix=secret.prefix)
        key = found.first()
    return key if key and key.opens(now) and _fits(key, secret, now) else None


def used(key: ApiKey, now: dt.datetime) -> None:
    """Note when it was used last, at most once a minute: it must not cost a write a call."""
    if key.last_used_at is None or key.last_used_at < now - SELDOM:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)


def keys_of(vendor_id: UUID) -> QuerySet[ApiKey]:
    return ApiKey.objects.filter(vendor=vendor_id).select_related("seat__user")


def _fits(key: ApiKey, secret: Secret, now: dt.datetime) -> bool:
    if not key.seat.user.is_active:
        return False
    overlaps = key.old_until is not None and key.old_until > now
    return same(secret, key.digest) or (overlaps and same(secret, key.old_digest))


def _check(
    seat: Membership,
    name: str,
    scopes: Collection[str],
    expires_at: dt.datetime | None,
    now: dt.datetime,
) -> None:
    if not name.strip():
        raise Refusal("Give the key a name that says who uses it.", code="no_name")
    if not scopes:
        raise Refusal("Choose what the key may do.", code="no_scopes")
    if not set(scopes) <= set(within(seat)):
        raise Refusal("A key can't do more than you may yourself.", code="scope_too_wide")
    if expires_at is not None and expires_at <= now:
        raise Refusal("The key would have run out already.", code="expired")
    if ApiKey.objects.filter(vendor=seat.vendor_id, revoked_at=None).count() >= MOST:
        raise Refusal("{most} keys are enough: revoke one first.", code="too_many_keys", most=MOST)
