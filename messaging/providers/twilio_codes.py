"""Twilio's error codes: what each means for a message (twilio.com/docs/api/errors).

Twilio calls the codes subject to change, so they are data: a code that isn't here is nobody's
fault but the message's, and nothing is repeated because of it.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from messaging.providers.protocol import Answer, Deferred, Misconfigured, Refused, Unknown


class Meaning(StrEnum):
    ACCOUNT = "account"  # nothing leaves before a person mends the account
    REGION = "region"  # nothing leaves to this country before a person opens it
    RATE = "rate"  # too many calls at once
    QUEUE = "queue"  # Twilio's own queue is full
    LIMIT = "limit"  # what a sender may say in a day is said
    ADDRESS = "address"  # this number will never be reached on this channel
    OPTED_OUT = "opted_out"
    CONTENT = "content"  # what it says is not let through
    POLICY = "policy"  # a rule of a carrier or a state forbids it
    WINDOW = "window"  # WhatsApp: outside of the 24 hours only a template passes
    PASSING = "passing"  # unreachable now, or nobody knows why
    OTHER = "other"


M = Meaning
CODES: Mapping[int, Meaning] = {
    20003: M.ACCOUNT,  # bad credentials
    20404: M.ACCOUNT,  # no such account
    20429: M.RATE,
    21211: M.ADDRESS,  # no number
    21212: M.ACCOUNT,  # the sender is no number
    21408: M.REGION,
    21603: M.ACCOUNT,  # no sender
    21606: M.ACCOUNT,  # the sender isn't this account's
    21610: M.OPTED_OUT,
    21611: M.QUEUE,
    21612: M.ADDRESS,  # no route
    21614: M.ADDRESS,  # not mobile
    21701: M.ACCOUNT,  # no such Messaging Service
    21703: M.ACCOUNT,  # the Messaging Service has no numbers
    30001: M.QUEUE,
    30003: M.PASSING,  # unreachable handset
    30004: M.ADDRESS,  # blocked
    30005: M.ADDRESS,  # unknown handset
    30006: M.ADDRESS,  # landline
    30007: M.CONTENT,  # filtered by the carrier
    30008: M.PASSING,  # unknown to Twilio, too
    30034: M.ACCOUNT,  # the number isn't registered for A2P 10DLC
    30450: M.POLICY,  # taken for SMS pumping
    30610: M.POLICY,  # quiet hours of a state
    30640: M.POLICY,  # a known litigator
    63003: M.ADDRESS,  # not on WhatsApp
    63016: M.WINDOW,
    63018: M.LIMIT,
    63021: M.CONTENT,  # template too long, or invalid
    63024: M.ADDRESS,  # not a recipient for WhatsApp
}
# Where an answer has no code of Twilio's: a gateway before it spoke.
STATUSES: Mapping[int, Meaning] = {401: M.ACCOUNT, 403: M.ACCOUNT, 404: M.ACCOUNT, 429: M.RATE}

Cause = Literal["rate", "quota", "busy"]
# In seconds, unless Twilio says how long. One shut country is not the whole account: others go on.
PAUSES: Mapping[Meaning, tuple[float, Cause]] = {
    M.RATE: (1.0, "rate"),
    M.QUEUE: (600.0, "rate"),
    M.LIMIT: (3600.0, "quota"),
    M.REGION: (3600.0, "busy"),
}
FAULTS: Mapping[Meaning, Literal["address", "opted_out"]] = {
    M.ADDRESS: "address",
    M.OPTED_OUT: "opted_out",
}


def meaning(code: int, status: int = 0) -> Meaning:
    return CODES.get(code) or STATUSES.get(status, Meaning.OTHER)


def answer(status: int, code: int, text: str, pause: float | None) -> Answer:
    """What an HTTP answer that isn't 2xx says; `pause` is its Retry-After in seconds."""
    if not 400 <= status < 500:  # noqa: PLR2004 -- HTTP's client errors are the definite ones
        return Unknown(f"HTTP {status}")
    reason, why = f"{code}: {text}"[:300], meaning(code, status)
    if why is Meaning.ACCOUNT:
        return Misconfigured(reason)
    if why in PAUSES:
        usual, cause = PAUSES[why]
        return Deferred(reason, usual if pause is None else pause, cause)
    return Refused(reason, str(code), FAULTS.get(why, "message"))


def kind(code: int) -> str:
    """What Twilio's "failed" and "undelivered" are in our words."""
    match meaning(code):
        case Meaning.ADDRESS:
            return "bounced"
        case Meaning.OPTED_OUT:
            return "suppressed"
        case _:
            return "failed"
