"""Twilio: SMS and WhatsApp, one message a call, with no key that would make a repeat harmless.

What became of a call whose answer was lost is read from Twilio's list of messages, and from its
callbacks, which name the call they speak of. Nothing is ever scheduled there: an opt-out wouldn't
take it back.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, ClassVar

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException

from messaging.providers.network import definitely_not_sent
from messaging.providers.protocol import (
    Accepted,
    Answer,
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
    Unknown,
)
from messaging.providers.twilio_codes import answer
from messaging.providers.twilio_http import Incomplete, open_client
from messaging.providers.twilio_look import look
from messaging.providers.twilio_webhook import read_webhook
from wedsync.lib.worded import worded

LONGEST = 1600  # characters of a body
MOST_SECONDS = 36_000  # the longest that Twilio queues anything
SOON = 1.0  # seconds
UNREADABLE = (ValueError, TypeError, AttributeError, KeyError)  # the SDK on what is no answer


class Provider:
    key: ClassVar = "twilio"
    channels: ClassVar = frozenset({"sms", "whatsapp"})
    batch: ClassVar = 1
    calls_per_second: ClassVar = 80.0  # WhatsApp's default for a sender; SMS is paced by segments
    repeatable_for: ClassVar = dt.timedelta(0)
    credentials: ClassVar = {
        "account_sid": worded("begins with AC"),
        "auth_token": worded("also verifies what Twilio reports"),
        "from": worded(
            "the number messages come from; empty where a messaging service chooses one"
        ),
        "messaging_service_sid": worded(
            "begins with MG, in the place of a number; it has to be yours alone, "
            "or a STOP to another business silences you"
        ),
    }
    signed_by: ClassVar = "auth_token"

    def digest(self, batch: Batch) -> bytes:
        """Of everything but the sender, which the account knows."""
        forms = [form(one, batch.channel, batch.callback) for one in batch.envelopes]
        return sha256(json.dumps(forms, sort_keys=True).encode()).digest()

    def hand_over(self, credentials: Mapping[str, str], batch: Batch) -> Answer:
        (envelope,) = batch.envelopes
        if why := unfit(envelope):
            return Refused(why)
        try:
            sender = sender_of(credentials, batch.channel)
            return _create(credentials, sender | form(envelope, batch.channel, batch.callback))
        except Incomplete as problem:
            return Misconfigured(str(problem))
        except requests.RequestException as error:
            if definitely_not_sent(error):
                return Deferred(f"no connection: {type(error).__name__}", SOON, "network")
            return Unknown(type(error).__name__)

    def ask(self, credentials: Mapping[str, str], batch: Batch, since: dt.datetime) -> Evidence:
        (envelope,) = batch.envelopes
        numbers = {"to": address(envelope.to, batch.channel)}
        try:
            sender = sender_of(credentials, batch.channel).get("from_", "")
            if sender.removeprefix("whatsapp:").startswith("+"):
                numbers["from_"] = sender
            client, _ = open_client(credentials)
            return look(client, numbers, envelope, since)
        except (TwilioException, requests.RequestException, *UNREADABLE) as error:
            return Unclear(f"Twilio's list can't be read: {type(error).__name__}")

    def read_webhook(self, secret: str, hook: Hook, now: dt.datetime) -> Sequence[Report | Reply]:
        return read_webhook(secret, hook, now)


def _create(credentials: Mapping[str, str], fields: Mapping[str, Any]) -> Answer:
    client, http = open_client(credentials)
    try:
        made = client.messages.create(**fields)
    except TwilioRestException as error:
        return answer(http.status, _number(error.code), str(error.msg), http.pause)
    except TwilioServiceException as error:  # RFC 9457, no kind of the above
        text = f"{error.title} {error.detail or ''}".strip()
        return answer(http.status, _number(error.code), text, http.pause)
    except (TwilioException, *UNREADABLE) as error:
        return Unknown(f"an answer that can't be read: {type(error).__name__}")
    return Accepted([str(made.sid)]) if made.sid else Unknown("an answer without an id")


def form(envelope: Envelope, channel: str, callback: str) -> dict[str, Any]:
    """What the SDK's `create` is given, but for the sender."""
    fields: dict[str, Any] = {"to": address(envelope.to, channel)}
    if envelope.content_sid:
        places = {str(n): value for n, value in enumerate(envelope.variables, start=1)}
        fields |= {
            "content_sid": envelope.content_sid,
            "content_variables": json.dumps(places, ensure_ascii=False),
        }
    else:
        fields["body"] = envelope.text
    if callback:
        fields["status_callback"] = callback
    if envelope.seconds is not None:
        fields["validity_period"] = max(1, min(envelope.seconds, MOST_SECONDS))
    return fields


def unfit(envelope: Envelope) -> str:
    """Why it would never be accepted, or nothing."""
    if envelope.content_sid:
        return ""
    if not envelope.text.strip():
        return "there is nothing to say"
    return f"longer than {LONGEST} characters" if len(envelope.text) > LONGEST else ""


def sender_of(credentials: Mapping[str, str], channel: str) -> dict[str, str]:
    """Raises Incomplete."""
    if service := credentials.get("messaging_service_sid"):
        return {"messaging_service_sid": service}
    if number := credentials.get("from"):
        return {"from_": address(number, channel)}
    raise Incomplete("there is neither a from nor a messaging_service_sid")


def address(number: str, channel: str) -> str:
    bare = number.removeprefix("whatsapp:")
    return f"whatsapp:{bare}" if channel == "whatsapp" else bare


def _number(code: object) -> int:
    return int(str(code)) if str(code).isdecimal() else 0
