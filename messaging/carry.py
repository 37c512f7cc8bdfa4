"""Make a handover's call; a notification's on every kind of device the person has, as one answer.

Its repeats are invisible on each of them, so what one kind left open is said to all again.
"""

from dataclasses import replace

from django.utils.timezone import now as current_time

from messaging.fitting import CHANNEL, Part, parts_of
from messaging.health import note as note_health
from messaging.key_holders import holders_of
from messaging.models import Handover, ProviderAccount
from messaging.providers.devices import merged
from messaging.providers.protocol import Answer, Batch, Deferred, Misconfigured
from messaging.route import accounts_for, providers, rests
from wedsync.lib.sealed import Unsealable
from wedsync.lib.worded import worded
from wedsync.vendors.tenancy import tenant

LATER = 60.0  # seconds
UNREACHED = Deferred(worded("no account reaches this device now"), LATER, "quota")


def carry(handover: Handover, batch: Batch) -> Answer:
    """What came of it; each account's health has been noted."""
    if batch.channel != CHANNEL:
        return _through(handover.account, batch)
    with tenant(handover.vendor_id):
        to, ways = batch.envelopes[0].to, accounts_for(CHANNEL)
        parts = parts_of(to, ways, holders_of(to.split(), ways))
    return merged([_part(one, batch) for one in parts] or [UNREACHED])


def _part(part: Part, batch: Batch) -> Answer:
    """An account that rests is not asked: it would fail, and its devices have no other."""
    now, until = current_time(), part.account.rests_until
    if rests(part.account, now) and until:
        wait = (until - now).total_seconds()
        return Deferred(worded("the account of this device rests"), wait, "quota")
    (envelope,) = batch.envelopes
    own = replace(batch, envelopes=[replace(envelope, to=part.to)])
    return _through(part.account, own)


def _through(account: ProviderAccount, batch: Batch) -> Answer:
    answer = _answer(account, batch)
    note_health(account, answer)
    return answer


def _answer(account: ProviderAccount, batch: Batch) -> Answer:
    try:
        credentials = account.unseal()
    except Unsealable as problem:
        return Misconfigured(worded("its credentials can't be opened: {problem}", problem=problem))
    return providers()[account.provider].hand_over(credentials, batch)
