"""Mails as a client of Resend would hand them over."""

from typing import Any

import requests

from wedsync.sandbox.client import Client

KEY = "re_test"
PERSON = "ada@example.org"


def mail(to: str | list[str] = PERSON, **fields: Any) -> dict[str, Any]:
    return {
        "from": "Vera's Venue <hello@venue.example>",
        "to": to,
        "subject": "Your menu",
        "text": "Please choose by Friday.",
        **fields,
    }


def post(
    sandbox: Client, data: object, *, path: str = "emails", headers: dict[str, str] | None = None
) -> requests.Response:
    headers = {"Authorization": f"Bearer {KEY}", **(headers or {})}
    return requests.post(sandbox.resend_url + path, json=data, headers=headers, timeout=10)


def get(sandbox: Client, path: str) -> requests.Response:
    headers = {"Authorization": f"Bearer {KEY}"}
    return requests.get(sandbox.resend_url + path, headers=headers, timeout=10)
