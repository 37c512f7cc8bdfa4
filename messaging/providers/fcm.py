"""Firebase Cloud Messaging: one notification, on each of a person's devices.

It knows no keys and has no list to ask. So that a repeat stays invisible, each notification
carries our message's id as its tag: on a device the second takes the place of the first. The
SDK's own retries are off (they repeat a POST whose answer was lost, and sleep as long as the
server says).
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import ClassVar

from messaging.providers.devices import together
from messaging.providers.protocol import (
    Answer,
    BadWebhook,
    Batch,
    Evidence,
    Hook,
    Misconfigured,
    Reply,
    Report,
    Unclear,
)
from messaging.subscription import MARK


class Provider:
    key: ClassVar = "fcm"
    channels: ClassVar = frozenset({"push"})
    batch: ClassVar = 1
    calls_per_second: ClassVar = 100.0
    # Later the person may have wiped the first away, and a repeat would ring again.
    repeatable_for: ClassVar = dt.timedelta(minutes=10)
    credentials: ClassVar = {"service_account": "the JSON key of a service account, on one line"}
    signed_by: ClassVar = ""

    def reaches(self, registration: str) -> bool:
        return not registration.startswith(MARK)

    def digest(self, batch: Batch) -> bytes:
        said = [[e.to, e.subject, e.text, e.link, e.seconds] for e in batch.envelopes]
        return sha256(json.dumps(said, ensure_ascii=False).encode()).digest()

    def hand_over(self, credentials: Mapping[str, str], batch: Batch) -> Answer:
        from messaging.providers import firebase_sdk  # noqa: PLC0415 -- slow import: 0.7 s, 42 MB

        try:
            app = firebase_sdk.app_of(credentials["service_account"])
        except (KeyError, ValueError) as error:
            return Misconfigured(f"the service account can't be used: {type(error).__name__}")
        (envelope,) = batch.envelopes
        return together([firebase_sdk.send(app, one, envelope) for one in envelope.to.split()])

    def ask(self, credentials: Mapping[str, str], batch: Batch, since: dt.datetime) -> Evidence:
        return Unclear("Firebase has no list of what it accepted")

    def read_webhook(self, secret: str, hook: Hook, now: dt.datetime) -> Sequence[Report | Reply]:
        raise BadWebhook("Firebase reports nothing back")
