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

from django.conf import settings

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
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded

GOOGLE = "https://oauth2.googleapis.com/token"
FIELDS = ("type", "project_id", "private_key_id", "private_key", "client_email")


class Provider:
    key: ClassVar = "fcm"
    channels: ClassVar = frozenset({"push"})
    batch: ClassVar = 1
    calls_per_second: ClassVar = 100.0
    # Later the person may have wiped the first away, and a repeat would ring again.
    repeatable_for: ClassVar = dt.timedelta(minutes=10)
    credentials: ClassVar = {
        "service_account": worded("the JSON key of a service account, on one line")
    }
    signed_by: ClassVar = ""

    def reaches(self, registration: str) -> bool:
        return not registration.startswith(MARK)

    def guarded(self, credentials: Mapping[str, str]) -> Mapping[str, str]:
        """The key without the addresses in it: it is shown to Google and to nobody else."""
        try:
            said = json.loads(credentials["service_account"])
            key = {name: str(said[name]) for name in FIELDS}
        except (KeyError, TypeError, ValueError, RecursionError):
            raise Refusal("This is no key of a service account.", code="no_key") from None
        at = f"{settings.SANDBOX_URL}/google/token" if settings.SANDBOX_URL else GOOGLE
        return {"service_account": json.dumps({**key, "token_uri": at})}

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
