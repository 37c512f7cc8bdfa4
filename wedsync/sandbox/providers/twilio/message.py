"""A message as a client of Twilio writes it: checked, and read into a Draft."""

import re
import uuid
from collections.abc import Mapping
from typing import Final

from wedsync.sandbox.ledger import Draft
from wedsync.sandbox.providers.twilio import contents, numbers
from wedsync.sandbox.providers.twilio.refusal import Refused
from wedsync.sandbox.providers.twilio.segments import segments

SERVICE: Final = re.compile(r"MG[0-9a-fA-F]{32}")
LONGEST: Final = 1600  # characters
UNSPOKEN: Final = ("MediaUrl", "SendAt", "ScheduleType", "SendAsMms")


def read(form: Mapping[str, str], account: str) -> Draft:
    """Raises Refused for the first thing that is wrong, as Twilio does."""
    _check_unspoken(form)
    to, sender = _recipient(form), _sender(form)
    _check_pair(to, sender)
    numbers.check(to, sender)
    text = _text(form)
    service = sender if SERVICE.fullmatch(sender) else ""
    return Draft(
        id=f"SM{uuid.uuid4().hex}",
        to=(to,),
        sender=sender,
        text=text,
        further={
            "account": account,
            "service": service,
            "from": channel(to) + numbers.number_of(service) if service else sender,
            "segments": 1 if channel(to) else segments(text),
            "callback": _callback(form),
            "content": form.get("ContentSid", ""),
        },
    )


def channel(address: str) -> str:
    """What stands before the number: "whatsapp:" or nothing."""
    return "whatsapp:" if address.startswith("whatsapp:") else ""


def _check_unspoken(form: Mapping[str, str]) -> None:
    """Better refused than sent otherwise than asked for."""
    for field in UNSPOKEN:
        if form.get(field, "false").lower() != "false":
            raise Refused(20001, f"The sandbox does not speak Twilio's {field}.")


def _recipient(form: Mapping[str, str]) -> str:
    to = form.get("To", "")
    if not to:
        raise Refused(21604, "A 'To' phone number is required.")
    if not numbers.NUMBER.fullmatch(to):
        raise Refused(21211, f"Invalid 'To' Phone Number: {to}")
    return to


def _sender(form: Mapping[str, str]) -> str:
    service, sender = form.get("MessagingServiceSid", ""), form.get("From", "")
    if not service and not sender:
        raise Refused(21603, "A 'From' phone number is required.")
    if service and not SERVICE.fullmatch(service):
        raise Refused(21701, f"The Messaging Service {service} does not exist")
    if sender and not numbers.NUMBER.fullmatch(sender):
        raise Refused(21212, f"Invalid 'From' Phone Number: {sender}")
    return service or sender


def _check_pair(to: str, sender: str) -> None:
    if to == sender:
        raise Refused(21266, "'To' and 'From' number cannot be the same")
    if not SERVICE.fullmatch(sender) and channel(to) != channel(sender):
        raise Refused(21910, "Invalid From and To pair. They should be of the same channel")


def _text(form: Mapping[str, str]) -> str:
    _check_validity(form.get("ValidityPeriod", "36000"))
    if sid := form.get("ContentSid"):
        return contents.text(sid, form.get("ContentVariables", ""))
    body = form.get("Body", "")
    if not body:
        raise Refused(21602, "Message body is required.")
    if len(body) > LONGEST:
        raise Refused(21617, f"The message body exceeds the {LONGEST} character limit.")
    return body


def _check_validity(seconds: str) -> None:
    fits = re.fullmatch(r"[0-9]{1,5}", seconds) and 1 <= int(seconds) <= 36000  # noqa: PLR2004 -- 10 hours
    if not fits:
        raise Refused(20001, "ValidityPeriod is a number of seconds from 1 to 36000.")


def _callback(form: Mapping[str, str]) -> str:
    url = form.get("StatusCallback", "")
    if url and not re.fullmatch(r"https?://\S+", url):
        raise Refused(21609, f"Invalid 'StatusCallback' URL: {url}")
    return url
