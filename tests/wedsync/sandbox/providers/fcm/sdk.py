"""Firebase's own client, led to the sandbox as the application leads it."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache

import firebase_admin
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from firebase_admin import credentials, messaging
from requests.adapters import HTTPAdapter

from wedsync.sandbox.client import Client

PROJECT = "wedsync-sandbox"
NEVER = datetime(2100, 1, 1)  # noqa: DTZ001 -- as Google's library compares
numbers = itertools.count()


@contextmanager
def firebase(sandbox: Client, timeout: float = 3) -> Iterator[firebase_admin.App]:
    """Its own retries are off, as the application must switch them off."""
    certificate = credentials.Certificate(
        {
            "type": "service_account",
            "project_id": PROJECT,
            "private_key_id": "k",
            "private_key": _key(),
            "client_email": f"push@{PROJECT}.iam.gserviceaccount.com",
            "token_uri": f"{sandbox.url}/google/token",
        }
    )
    # Else a thread of Google's library asks iamcredentials.googleapis.com where it may be used.
    certificate.get_credential()._set_regional_access_boundary(
        {"encodedLocations": "0x0", "expiry": NEVER}
    )
    name = f"app-{next(numbers)}"
    app = firebase_admin.initialize_app(certificate, {"httpTimeout": timeout}, name)
    service = messaging._get_messaging_service(app)
    service._fcm_url = f"{sandbox.url}/fcm/v1/projects/{PROJECT}/messages:send"
    service._client.session.mount("http://", HTTPAdapter(max_retries=0))
    try:
        yield app
    finally:
        service._client.session.close()
        firebase_admin.delete_app(app)


@cache
def _key() -> str:
    pem = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return pem.decode()
