"""Twilio's own client, led to the sandbox as the application leads it."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client as Twilio

from tests.wedsync.sandbox.receiver import Got, Receiver
from wedsync.sandbox.client import Client
from wedsync.sandbox.config import TWILIO_TOKEN

ACCOUNT = f"AC{7:032x}"
SERVICE = f"MG{7:032x}"
VENUE = "+14155550100"
GUEST = "+14155550123"


class Rewriting(TwilioHttpClient):
    """https://{product}.twilio.com/path to {base}/twilio/{product}/path."""

    def __init__(self, base: str, timeout: float) -> None:
        super().__init__(timeout=timeout)
        self.base = base

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        parts = urlsplit(url)
        product = parts.netloc.partition(".")[0]
        query = f"?{parts.query}" if parts.query else ""
        target = f"{self.base}/twilio/{product}{parts.path}{query}"
        return super().request(method, target, *args, **kwargs)


def twilio(sandbox: Client, token: str = TWILIO_TOKEN, timeout: float = 5) -> Twilio:
    return Twilio(ACCOUNT, token, http_client=Rewriting(sandbox.url, timeout))


def form(got: Got) -> dict[str, str]:
    return dict(parse_qsl(got.body.decode(), keep_blank_values=True))


def genuine(receiver: Receiver, got: Got) -> bool:
    """As Twilio's own validator judges."""
    signature = got.headers.get("x-twilio-signature", "")
    return RequestValidator(TWILIO_TOKEN).validate(receiver.url + got.path, form(got), signature)


def statuses(receiver: Receiver) -> list[tuple[str, str]]:
    """(status, error code) of each callback, in order of arrival."""
    forms = [form(got) for got in receiver.got]
    return [(one["MessageStatus"], one.get("ErrorCode", "")) for one in forms]
