"""Firebase's own SDK, led where the settings say and kept from repeating by itself.

Imported only when a notification leaves: it costs 0.7 s and 42 MB.
"""

import datetime as dt
import json
import threading
from typing import Any

import firebase_admin
import requests
from django.conf import settings
from firebase_admin import credentials, exceptions, messaging
from google.auth import exceptions as sign_in
from requests.adapters import HTTPAdapter

from messaging.providers.devices import Sent
from messaging.providers.network import definitely_not_sent
from messaging.providers.protocol import (
    Answer,
    Deferred,
    Envelope,
    Misconfigured,
    Refused,
    Unknown,
)

DEFAULT_PAUSE = 10.0

_local = threading.local()


def send(app: Any, registration: str, envelope: Envelope) -> Sent:
    try:
        message = _message(registration, envelope)
    except ValueError as error:
        return Sent(registration, answer=Refused(str(error)[:200]))
    try:
        name = messaging.send(message, app=app)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is no reason to lose the others
        return Sent(registration, answer=understand(error))
    return Sent(registration, name=name)


def understand(error: Exception) -> Answer:  # noqa: PLR0911 -- one a class of errors
    """What an exception of the SDK means. What we don't know may have been accepted."""
    said = str(error)[:200]
    match error:
        case messaging.UnregisteredError():
            return Refused(said, "UNREGISTERED", "address")
        case exceptions.ResourceExhaustedError():
            return Deferred(said, _retry_after(error), "rate")
        case sign_in.TransportError():
            return Deferred("no connection to sign in", DEFAULT_PAUSE, "network")
        case (
            exceptions.UnauthenticatedError()
            | exceptions.PermissionDeniedError()
            | exceptions.NotFoundError()
            | sign_in.GoogleAuthError()
        ):
            return Misconfigured(said)
        case exceptions.InvalidArgumentError():
            return Refused(said, "INVALID_ARGUMENT")
        case exceptions.FirebaseError(cause=requests.RequestException() as cause):
            if definitely_not_sent(cause):
                return Deferred("no connection", DEFAULT_PAUSE, "network")
            return Unknown(type(cause).__name__)
        case _:
            return Unknown(type(error).__name__)


def _retry_after(error: Any) -> float:
    response = error.http_response
    try:
        return max(0.0, float(response.headers["Retry-After"]))
    except (AttributeError, KeyError, ValueError):
        return DEFAULT_PAUSE


def _message(registration: str, envelope: Envelope) -> Any:
    """Raises ValueError for what can't be written."""
    tag = envelope.message_id.hex
    life = None if envelope.seconds is None else dt.timedelta(seconds=envelope.seconds)
    headers = {"Topic": tag} | ({"TTL": str(envelope.seconds)} if envelope.seconds else {})
    web = envelope.link if envelope.link.startswith("https://") else None  # FCM takes no other
    return messaging.Message(
        fid=registration,
        data={"message": str(envelope.message_id), "link": envelope.link},
        notification=messaging.Notification(envelope.subject, envelope.text),
        android=messaging.AndroidConfig(
            collapse_key=tag, ttl=life, notification=messaging.AndroidNotification(tag=tag)
        ),
        apns=messaging.APNSConfig(headers={"apns-collapse-id": tag}),
        webpush=messaging.WebpushConfig(
            headers=headers,
            notification=messaging.WebpushNotification(tag=tag),
            fcm_options=messaging.WebpushFCMOptions(web) if web else None,
        ),
    )


def app_of(service_account: str) -> Any:
    """One for each thread and account: its session isn't made to be shared. Raises ValueError."""
    kept: dict[str, Any] = _local.__dict__.setdefault("apps", {})
    if service_account not in kept:
        kept[service_account] = _opened(json.loads(service_account))
    return kept[service_account]


def _opened(account: dict[str, str]) -> Any:
    certificate = credentials.Certificate(account)
    name = f"{account['client_email']}:{threading.get_ident()}"
    if name in firebase_admin._apps:  # noqa: SLF001 -- another key of the same account
        firebase_admin.delete_app(firebase_admin.get_app(name))
    options = {"httpTimeout": (settings.CONNECT_SECONDS, settings.READ_SECONDS)}
    app = firebase_admin.initialize_app(certificate, options, name)
    # The only way to another address, and to no retries; a test fails if either attribute goes.
    service = messaging._get_messaging_service(app)  # noqa: SLF001 -- see above
    service._client.session.mount("https://", HTTPAdapter(max_retries=0))  # noqa: SLF001 -- see above
    service._client.session.mount("http://", HTTPAdapter(max_retries=0))  # noqa: SLF001 -- see above
    service._client.session.mount("https://fcm.googleapis.com", HTTPAdapter(max_retries=0))  # noqa: SLF001 -- see above
    if settings.FCM_URL:
        project = account["project_id"]
        service._fcm_url = f"{settings.FCM_URL}v1/projects/{project}/messages:send"  # noqa: SLF001 -- see above
    return app
