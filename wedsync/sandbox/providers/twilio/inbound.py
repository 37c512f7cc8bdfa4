"""A person writes to one of the numbers: read from the lever, told as Twilio's inbound webhook."""

import re
import uuid
from typing import Any, Final

from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.ledger import Accepted, Draft
from wedsync.sandbox.providers.twilio import numbers
from wedsync.sandbox.providers.twilio.message import LONGEST, SERVICE
from wedsync.sandbox.providers.twilio.resource import VERSION
from wedsync.sandbox.providers.twilio.segments import segments
from wedsync.sandbox.wire import Unfit

ACCOUNT: Final = f"AC{0:032x}"


def read(fields: dict[str, Any]) -> Draft:
    """{from, to, body, channel, account, opt_out_type}: `to` is a number or a Messaging Service,
    channel "sms" (taken for granted) or "whatsapp", opt_out_type what a service with Advanced
    Opt-Out makes of it: STOP, START or HELP. Raises Unfit."""
    told = {"channel": "sms", "account": ACCOUNT, "opt_out_type": "", **fields}
    _check(told)
    prefix = "whatsapp:" if told["channel"] == "whatsapp" else ""
    service = told["to"] if SERVICE.fullmatch(told["to"]) else ""
    number = numbers.number_of(service) if service else told["to"].removeprefix("whatsapp:")
    person = prefix + told["from"].removeprefix("whatsapp:")
    for address in (person, number):
        if not numbers.NUMBER.fullmatch(address):
            raise Unfit(f"{address!r} is no number: they look like +14155552671.")
    return Draft(
        id=f"SM{uuid.uuid4().hex}",
        to=(prefix + number,),
        sender=person,
        text=told["body"],
        further={
            "account": told["account"],
            "service": service,
            "body": told["body"],
            "opt_out_type": told["opt_out_type"],
        },
        story=(Step(0.0, "received", person),),
    )


def form(accepted: Accepted, step: Step) -> dict[str, str]:
    """A forged one says STOP: believing it does harm."""
    draft, further = accepted.draft, accepted.draft.further
    body = further["body"] if step.deed == "received" else "STOP"
    told = {
        "AccountSid": further["account"],
        "ApiVersion": VERSION,
        "MessageSid": draft.id,
        "SmsMessageSid": draft.id,
        "SmsSid": draft.id,
        "SmsStatus": "received",
        "From": draft.sender,
        "To": draft.to[0],
        "Body": body,
        "NumMedia": "0",
        "NumSegments": str(segments(body)),
    }
    if further["service"]:
        told["MessagingServiceSid"] = further["service"]
    if further["opt_out_type"]:
        told["OptOutType"] = further["opt_out_type"]
    if draft.sender.startswith("whatsapp:"):
        told["WaId"] = draft.sender.removeprefix("whatsapp:+")
    return told


def _check(told: dict[str, Any]) -> None:
    known = ("from", "to", "body", "channel", "account", "opt_out_type")
    if unknown := sorted(told.keys() - set(known)):
        raise Unfit(f"An inbound message has no {', '.join(unknown)}: {', '.join(known)}.")
    if not all(isinstance(told.get(name), str) for name in known):
        raise Unfit(f"An inbound message needs {', '.join(known[:3])} as texts.")
    if told["opt_out_type"] not in {"", "STOP", "START", "HELP"}:
        raise Unfit("opt_out_type is STOP, START or HELP.")
    if told["channel"] not in {"sms", "whatsapp"}:
        raise Unfit("channel is sms or whatsapp.")
    if not re.fullmatch(r"AC[0-9a-fA-F]{32}", told["account"]) or len(told["body"]) > LONGEST:
        raise Unfit(f"account is AC and 32 digits, body has at most {LONGEST} characters.")
