"""Web Push: one notification, on each of the browsers a person allowed to show it.

Nobody stands between: each browser names the push service of its own maker, and what is sent there
is encrypted for that browser alone (RFC 8030, 8291), signed by the account's key (RFC 8292). A
service knows no keys of ours and has no list to ask. So that a repeat stays invisible, each
notification carries our message's id twice: as its topic, by which it takes the place of one that
still waits, and as its tag, by which it does so on the screen.
"""

import datetime as dt
import json
import time
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError

from messaging.models import Device
from messaging.providers.devices import Sent, together
from messaging.providers.protocol import (
    Accepted,
    Answer,
    BadWebhook,
    Batch,
    Deferred,
    Envelope,
    Evidence,
    Hook,
    Misconfigured,
    Refused,
    Reply,
    Report,
    Unclear,
)
from messaging.providers.webpush_call import send
from messaging.providers.webpush_keys import NoKey, key_of, new_keys, public_key
from messaging.subscription import MARK, Subscription
from wedsync.lib.sealed import Unsealable
from wedsync.lib.worded import worded
from wedsync.vendors.tenancy import tenant

SOON = 5.0  # seconds
NO_TIME = Deferred("too little time was left for this device", SOON)
GONE = Refused("this device was taken back", "gone", "address")
OTHER_KEY = Refused("this device was registered under another key", "other_key")


class Provider:
    key: ClassVar = "webpush"
    channels: ClassVar = frozenset({"push"})
    batch: ClassVar = 1
    calls_per_second: ClassVar = 100.0
    # Later the person may have wiped the first away, and a repeat would ring again.
    repeatable_for: ClassVar = dt.timedelta(minutes=10)
    credentials: ClassVar = {
        "private_key": worded(
            "made by itself; another one silences every device registered so far"
        ),
        "subject": worded("mailto: and an address where push services write to you"),
    }
    signed_by: ClassVar = ""
    made: ClassVar = frozenset({"private_key"})

    def begin(self) -> Mapping[str, str]:
        return new_keys()

    def reaches(self, registration: str) -> bool:
        return registration.startswith(MARK)

    def digest(self, batch: Batch) -> bytes:
        """Of what is encrypted: that is never the same bytes twice."""
        said = [[e.to, e.subject, e.text, e.link, e.seconds, e.urgent] for e in batch.envelopes]
        return sha256(json.dumps(said, ensure_ascii=False).encode()).digest()

    def hand_over(self, credentials: Mapping[str, str], batch: Batch) -> Answer:
        """All calls together take no longer than one may: a lease has room for no more."""
        (envelope,) = batch.envelopes
        if batch.vendor_id is None:
            return Misconfigured("a device belongs to a vendor")
        try:
            key_of(credentials)
            kept = _kept(batch.vendor_id, envelope.to.split())
            return together(_sent(credentials, kept, envelope))
        except NoKey as problem:
            return Misconfigured(str(problem))
        except DatabaseError as error:
            return Deferred(f"its devices can't be read: {type(error).__name__}", SOON)

    def ask(self, credentials: Mapping[str, str], batch: Batch, since: dt.datetime) -> Evidence:
        return Unclear("push services have no list of what they accepted")

    def read_webhook(self, secret: str, hook: Hook, now: dt.datetime) -> Sequence[Report | Reply]:
        raise BadWebhook("push services report nothing back")


def _sent(
    credentials: Mapping[str, str], kept: Mapping[str, Mapping[str, str]], envelope: Envelope
) -> list[Sent]:
    """Raises NoKey."""
    ends = time.monotonic() + settings.CALL_SECONDS
    ours, found = public_key(credentials), []
    for name in envelope.to.split():
        answer = _one(credentials, ours, kept.get(name, {}), envelope, ends - time.monotonic())
        accepted = isinstance(answer, Accepted)
        found.append(Sent(name, envelope.message_id.hex) if accepted else Sent(name, answer=answer))
    return found


def _one(
    credentials: Mapping[str, str],
    ours: str,
    kept: Mapping[str, str],
    envelope: Envelope,
    left: float,
) -> Answer:
    """`kept`: what is known of the device, nothing where it was taken back. Raises NoKey."""
    if not kept:
        return GONE
    if kept.get("key", ours) != ours:
        return OTHER_KEY
    if left <= 0:
        return NO_TIME
    to = Subscription(kept["endpoint"], kept["p256dh"], kept["auth"])
    return send(credentials, to, envelope, left)


def _kept(vendor_id: UUID, names: Sequence[str]) -> dict[str, Mapping[str, str]]:
    """By name what is sealed of the live ones; nothing of one that can't be opened any more."""
    with tenant(vendor_id):
        devices = list(Device.objects.filter(registration__in=names, gone_at=None))
    return {one.registration: _opened(one) for one in devices}


def _opened(device: Device) -> Mapping[str, str]:
    try:
        return device.unseal()
    except Unsealable:
        return {}
