"""Twilio's own client, with an end to its patience, and led to the sandbox where there is one."""

import re
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from twilio.http.http_client import TwilioHttpClient

if TYPE_CHECKING:
    from twilio.rest import Client

SID = re.compile(r"AC[0-9a-fA-F]{32}")

_local = threading.local()


class Incomplete(ValueError):
    """The account lacks something, or it can't be what it should be."""


class Http(TwilioHttpClient):  # type: ignore[misc]  # twilio has no types
    """Keeps the last answer: the SDK's exceptions know neither headers nor the real status."""

    def __init__(self, sandbox: str) -> None:
        super().__init__()
        self.sandbox = sandbox
        self.status = 0
        self.headers: Mapping[str, str] = {}

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        self.status, self.headers = 0, {}
        self.timeout = settings.CONNECT_SECONDS, settings.READ_SECONDS  # or it would wait for ever
        response = super().request(method, self._where(url), *args, **kwargs)
        self.status, self.headers = response.status_code, response.headers or {}
        return response

    @property
    def pause(self) -> float | None:
        """Retry-After, in seconds."""
        try:
            return max(0.0, float(self.headers["Retry-After"]))
        except (KeyError, ValueError):
            return None

    def log_request(self, kwargs: Mapping[str, Any]) -> None:
        """Nothing: the SDK would log whole addresses, with the numbers in their queries."""

    def log_response(self, status_code: int, response: object) -> None:
        """Nothing, as above."""

    def _where(self, url: str) -> str:
        """https://{product}.twilio.com/path is {sandbox}/twilio/{product}/path there."""
        if not self.sandbox:
            return url
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return f"{self.sandbox}/twilio/{parts.netloc.partition('.')[0]}{parts.path}{query}"


def open_client(credentials: Mapping[str, str]) -> tuple["Client", Http]:
    """One kept connection per thread, address and account. Raises Incomplete."""
    sid, token = credentials.get("account_sid", ""), credentials.get("auth_token", "")
    if not SID.fullmatch(sid):
        raise Incomplete("the account_sid is AC and 32 letters and digits")
    if not token or not token.isascii():
        raise Incomplete("there is no auth_token")
    kept: dict[tuple[str, str, str], tuple[Client, Http]] = _local.__dict__.setdefault("kept", {})
    where = settings.SANDBOX_URL, sid, token
    if where not in kept:
        kept[where] = _client(*where)
    return kept[where]


def _client(sandbox: str, sid: str, token: str) -> tuple["Client", Http]:
    from twilio.rest import Client  # noqa: PLC0415 -- slow to import, and many never need it

    http = Http(sandbox)
    return Client(sid, token, http_client=http), http
