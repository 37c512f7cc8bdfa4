"""A sender of Web Push: the libraries of web-push-libs, as the application uses them."""

import json
import os
import time
from functools import cache
from typing import Any

import http_ece
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

from wedsync.sandbox.client import Client
from wedsync.sandbox.providers.webpush.device import read, written

HEADERS = {"TTL": "60", "Topic": "m7", "Urgency": "normal", "Content-Encoding": "aes128gcm"}
SHOWN = {"title": "Ceremony at 4 pm", "body": "It has moved.", "tag": "m7"}


@cache
def vapid() -> Vapid02:
    return Vapid02(ec.generate_private_key(ec.SECP256R1()))


def public_key() -> str:
    point = vapid().public_key.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return written(point)


def claims(sandbox: Client, **other: Any) -> dict[str, Any]:
    told = {"aud": sandbox.url, "exp": int(time.time()) + 3600, "sub": "mailto:us@example.org"}
    return told | other


def encrypted(subscription: dict[str, Any], plain: bytes) -> bytes:
    keys = {name: read(text) for name, text in subscription["keys"].items()}
    return http_ece.encrypt(
        plain,
        salt=os.urandom(16),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=keys["p256dh"],
        auth_secret=keys["auth"],
        version="aes128gcm",
    )


def post(
    sandbox: Client,
    device: str,
    *,
    shown: object = SHOWN,
    told: dict[str, Any] | None = None,
    patience: float = 5,
    **headers: str,
) -> requests.Response:
    subscription = sandbox.subscription(device)
    signed = vapid().sign(claims(sandbox, **(told or {})))
    return requests.post(
        subscription["endpoint"],
        data=encrypted(subscription, json.dumps(shown).encode()),
        headers={**HEADERS, **signed, **headers},
        timeout=patience,
    )
