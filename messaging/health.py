"""How an account is doing: a circuit breaker, and how much of its pace the last 429s left it.

An account that fails again and again rests, so that others carry what it would have carried; what
it may have accepted already is never given to another. Nothing is written while all goes well.
"""

import datetime as dt
from uuid import UUID

import structlog
from django.db.models import F
from django.utils.timezone import now as current_time

from messaging.breaker import after_limit, rest
from messaging.models import ProviderAccount
from messaging.providers.protocol import (
    Accepted,
    Answer,
    Deferred,
    Misconfigured,
    Refused,
    Unknown,
)
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.tenancy import operator

log = structlog.get_logger(__name__)

WITH_TROUBLE = dt.timedelta(minutes=5)  # until an account that needs a person is tried again


def note(account: ProviderAccount, answer: Answer) -> None:
    """What an answer says about the account it came through. Takes its own short transaction."""
    match answer:
        case Accepted() | Refused():
            if account.failures or account.rests_until or account.trouble:
                _update(account.pk, failures=0, rests_until=None, trouble="")
        case Deferred(_, _, "rate"):
            _slow_down(account)
        case Deferred(_, seconds, "quota"):
            _update(account.pk, rests_until=current_time() + dt.timedelta(seconds=seconds))
        case Deferred(_, _, "network") | Unknown():
            _failed(account)
        case Misconfigured(reason):
            until = current_time() + WITH_TROUBLE
            _update(account.pk, trouble=reason[:300], rests_until=until)
        case Deferred():
            pass


def wake(account: ProviderAccount, *, actor: str) -> None:
    """A person says that it is well again: it is tried at once. Raises Refusal."""
    if not (account.failures or account.rests_until or account.trouble):
        raise Refusal("{account} is not resting.", code="awake", account=account)
    _update(account.pk, failures=0, rests_until=None, trouble="")
    log.info("woken", account=str(account.pk), actor=actor)
    if account.vendor_id:
        record(account.vendor_id, "account.woken", account, actor=actor)


def _slow_down(account: ProviderAccount) -> None:
    now = current_time()
    left = after_limit(account.slowness, account.slowed_at, now)
    account.slowness, account.slowed_at = left, now
    _update(account.pk, slowness=left, slowed_at=now)


def _failed(account: ProviderAccount) -> None:
    """Counted in the database: several workers may fail at once."""
    _update(account.pk, failures=F("failures") + 1)
    with operator():
        failures = ProviderAccount.objects.values_list("failures", flat=True).get(pk=account.pk)
    if pause := rest(failures):
        _update(account.pk, rests_until=current_time() + pause)


def _update(account_id: UUID, **fields: object) -> None:
    """As operator: an account of the platform belongs to no tenant."""
    with operator():
        ProviderAccount.objects.filter(pk=account_id).update(**fields)
