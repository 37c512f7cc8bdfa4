"""What a bounce means for the address: give it up, count it, or mend something of ours. Pure.

A table read from the top: what the provider says in a code of its own, what speaks of us rather
than of the person, what it says in words of its own, the enhanced status (RFC 3463), the text.
What nothing is known about is counted: an address is given up for a reason, or after LIMIT bounces.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from wedsync.lib.worded import worded

VERSION = "2026-11-25"
LIMIT = 5
DELIVERED = "delivered"
ENHANCED = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?!\.?\d)")


class Kind(StrEnum):
    HARD = "hard"  # nobody will ever be reached there
    OPT_OUT = "opt_out"  # they said no to the provider or the carrier: a consent, not a bounce
    SOFT_COUNTED = "soft_counted"  # may pass; so many in a row are a hard one
    SOFT_IGNORED = "soft_ignored"  # about this message or this moment, not the address
    CONFIGURATION = "configuration"  # our domain, number or account: a person must mend it


@dataclass(frozen=True)
class Bounce:
    """As the provider tells it; what it doesn't tell stays empty.

    `type` and `subtype` are its own words (Mailgun: severity and reason, SendGrid: event type
    and classification); `code` is an SMTP reply, an enhanced status or its own error code.
    """

    provider: str
    type: str = ""
    subtype: str = ""
    code: str = ""
    diagnostic: str = ""


@dataclass(frozen=True)
class Rule:
    """All that is set must fit: `provider` exactly, the others as patterns of the whole value,
    `text` anywhere in code and diagnostic."""

    kind: Kind
    why: str
    provider: str = ""
    type: str = ""
    subtype: str = ""
    code: str = ""
    status: str = ""
    text: str = ""


@dataclass(frozen=True)
class Classified:
    kind: Kind
    why: str
    version: str = VERSION


def classify(bounce: Bounce, otherwise: Kind = Kind.SOFT_COUNTED) -> Classified:
    """`otherwise` is what it means when no row of the table knows it."""
    rule = _rule(bounce)
    return Classified(otherwise if rule is UNKNOWN else rule.kind, rule.why)


def strikes(history: Iterable[str]) -> int:
    """How many counted bounces in a row, oldest first; a delivery clears them, others don't."""
    count = 0
    for event in history:
        if event == DELIVERED:
            count = 0
        elif event == Kind.SOFT_COUNTED:
            count += 1
    return count


def _rule(bounce: Bounce) -> Rule:
    said = f"{bounce.code} {bounce.diagnostic}".lower()
    status = ENHANCED.search(said)
    return next(rule for rule in RULES if _fits(rule, bounce, said, status[1] if status else ""))


def _fits(rule: Rule, bounce: Bounce, said: str, status: str) -> bool:
    return (
        rule.provider in {"", bounce.provider}
        and _whole(rule.type, bounce.type)
        and _whole(rule.subtype, bounce.subtype)
        and _whole(rule.code, bounce.code)
        and _whole(rule.status, status)
        and (not rule.text or bool(_pattern(rule.text).search(said)))
    )


def _whole(pattern: str, value: str) -> bool:
    return not pattern or bool(_pattern(pattern).fullmatch(value.lower()))


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


HARD, COUNTED, IGNORED = Kind.HARD, Kind.SOFT_COUNTED, Kind.SOFT_IGNORED
OURS, OPT_OUT = Kind.CONFIGURATION, Kind.OPT_OUT
TWILIO = (
    Rule(OPT_OUT, worded("they texted STOP"), "twilio", code="21610"),
    Rule(OPT_OUT, worded("they stopped marketing on WhatsApp"), "twilio", code="131050"),
    Rule(
        HARD, worded("no number one can text"), "twilio", code="21211|21612|21614|30004|30005|30006"
    ),
    Rule(HARD, worded("not a WhatsApp number"), "twilio", code="63003|63024"),
    Rule(HARD, worded("the carrier forbids texting them"), "twilio", code="30640"),
    Rule(OURS, worded("the Twilio account needs mending"), "twilio", code="20003|21408|30034"),
    Rule(IGNORED, worded("the carrier filtered the content"), "twilio", code="30007"),
    Rule(IGNORED, worded("outside WhatsApp's window or template"), "twilio", code="63016|63021"),
    Rule(IGNORED, worded("too many at once"), "twilio", code="20429|21611|30001|63018"),
    Rule(IGNORED, worded("held back by policy"), "twilio", code="30450|30610"),
    Rule(COUNTED, worded("phone unreachable"), "twilio", code="30003|30008"),
)
FIREBASE = (
    Rule(HARD, worded("the app is gone from this device"), "fcm", code="unregistered"),
    Rule(
        OURS,
        worded("the Firebase account needs mending"),
        "fcm",
        code="sender_id_mismatch|third_party.*",
    ),
    Rule(IGNORED, worded("a push Firebase can't read"), "fcm", code="invalid_argument"),
    Rule(IGNORED, worded("Firebase is busy"), "fcm", code="quota_exceeded|unavailable|internal"),
)
WEB_PUSH = (
    Rule(HARD, worded("this browser is notified no longer"), "webpush", code="404|410|gone"),
    Rule(IGNORED, worded("registered under another key"), "webpush", code="other_key"),
    Rule(IGNORED, worded("a push its service can't take"), "webpush", code=r"4\d\d|no_target"),
)
OUR_FAULT = (
    Rule(
        OURS,
        worded("our mail isn't authenticated"),
        # 5.7.515 is Microsoft's, which some print as 5.7.15; 5.7.26 to 30 are Gmail's.
        status=r"5\.7\.(?:515|15|9|20|21|22|23|24|25|26|27|29|30)",
    ),
    Rule(
        OURS, worded("our mail isn't authenticated"), text=r"\b(?:dmarc|dkim|spf)\b|unauthenticated"
    ),
    Rule(OURS, worded("our address is refused as sender"), status=r"5\.1\.[78]"),
    Rule(
        OURS,
        worded("our address is refused as sender"),
        text=r"sender (?:address )?(?:rejected|verify)",
    ),
    Rule(OURS, worded("our server is blocked"), status=r"5\.7\.(?:6\d\d|708)"),
    Rule(
        OURS,
        worded("our server is blocked"),
        text=r"spamhaus|barracuda|spamcop|block ?list|black ?list|reputation|reverse dns|\bptr\b",
    ),
    Rule(
        OURS, worded("the server relays nothing for us"), text=r"relay(?:ing)? (?:access )?denied"
    ),
)
IN_THEIR_WORDS = (
    Rule(COUNTED, worded("mailbox full"), "resend", subtype="mailboxfull"),
    Rule(IGNORED, worded("message too large"), "resend", subtype="messagetoolarge"),
    Rule(
        IGNORED, worded("content refused"), "resend", subtype="contentrejected|attachmentrejected"
    ),
    Rule(
        HARD,
        worded("suppressed by the provider"),
        "resend",
        subtype="suppressed|onaccountsuppressionlist",
    ),
    Rule(HARD, worded("no such mailbox"), "resend", subtype="noemail"),
    Rule(HARD, worded("suppressed by the provider"), "mailgun", subtype="suppress-bounce"),
    Rule(
        OPT_OUT,
        worded("they told the provider no"),
        "mailgun",
        subtype="suppress-(?:unsub.*|complaint)",
    ),
    Rule(OURS, worded("our server is blocked"), "mailgun", subtype="espblock"),
    Rule(COUNTED, worded("undelivered for too long"), "mailgun", subtype="old|greylisted"),
    Rule(
        HARD, worded("suppressed by the provider"), "sendgrid", "dropped", "bounced address|invalid"
    ),
    Rule(
        OPT_OUT,
        worded("they told the provider no"),
        "sendgrid",
        "dropped",
        "unsubscribed.*|spam report.*",
    ),
    Rule(IGNORED, worded("content refused"), "sendgrid", "dropped", "spam content"),
    Rule(OURS, worded("the SendGrid account needs mending"), "sendgrid", "dropped"),
    Rule(HARD, worded("no such mailbox"), "sendgrid", subtype="invalid address"),
    Rule(
        COUNTED,
        worded("mailbox unavailable"),
        "sendgrid",
        subtype="mailbox unavailable|technical.*",
    ),
    Rule(IGNORED, worded("content refused"), "sendgrid", subtype="content"),
    Rule(OURS, worded("our server is blocked"), "sendgrid", subtype="reputation"),
    Rule(IGNORED, worded("too many at once"), "sendgrid", subtype="frequency.*"),
)
BY_STATUS = (
    Rule(COUNTED, worded("mailbox full"), status=r"[45]\.2\.2"),
    Rule(IGNORED, worded("message too large"), status=r"[45]\.(?:2\.3|3\.4)"),
    Rule(HARD, worded("no such mailbox"), status=r"5\.1\.[1346]"),
    Rule(HARD, worded("no such domain"), status=r"5\.(?:1\.2|1\.10|4\.4)"),
    Rule(HARD, worded("mailbox closed"), status=r"5\.(?:2\.1|7\.13)"),
    # Microsoft says "Recipient address rejected: Access denied" of addresses it doesn't have.
    Rule(HARD, worded("no such mailbox"), status=r"5\.4\.1"),
    Rule(IGNORED, worded("content refused"), status=r"[45]\.6\.\d+"),
    Rule(IGNORED, worded("refused by a policy"), status=r"5\.7\.\d+"),
    Rule(IGNORED, worded("too many at once"), status=r"4\.7\.\d+"),
    Rule(COUNTED, worded("try again later"), status=r"4\.\d+\.\d+"),
)
BY_TEXT = (
    Rule(
        COUNTED,
        worded("mailbox full"),
        text=r"mailbox (?:is )?full|(?:over|exceed\w*) .*quota|over ?quota",
    ),
    Rule(
        IGNORED, worded("message too large"), text=r"too large|size (?:limit|exceed)|exceeds .*size"
    ),
    Rule(
        IGNORED,
        worded("content refused"),
        text=r"\bspam\b|\bjunk\b|virus|malware|phish|content reject",
    ),
    Rule(
        IGNORED,
        worded("too many at once"),
        text=r"rate limit|throttl|too many (?:connections|messages)",
    ),
    Rule(
        HARD,
        worded("no such mailbox"),
        text=r"unknown user|user (?:is )?unknown|no such (?:user|mailbox|recipient)"
        r"|(?:address|user|mailbox|account) (?:does not|doesn't) exist|mailbox not found"
        r"|invalid (?:recipient|mailbox)|recipient (?:address )?rejected",
    ),
    Rule(
        HARD,
        worded("mailbox closed"),
        text=r"(?:account|mailbox|user) (?:is |has been )?(?:disabled|closed|deleted|inactive)",
    ),
    Rule(
        HARD, worded("no such domain"), text=r"(?:domain|host) (?:not found|unknown|does not exist)"
    ),
    Rule(
        COUNTED,
        worded("try again later"),
        text=r"try again|temporar|greylist|timed? ?out|connection",
    ),
)
BY_TYPE = (
    Rule(HARD, worded("refused for good"), "resend", "permanent"),
    Rule(HARD, worded("refused for good"), "mailgun", "permanent"),
    Rule(IGNORED, worded("refused by a policy"), "sendgrid", "blocked"),
    Rule(HARD, worded("refused for good"), "sendgrid", "bounce", code=r"5\d\d"),
)
UNKNOWN = Rule(COUNTED, worded("nothing known about it"))
RULES = (
    *(*TWILIO, *FIREBASE, *WEB_PUSH, *OUR_FAULT, *IN_THEIR_WORDS),
    *(*BY_STATUS, *BY_TEXT, *BY_TYPE, UNKNOWN),
)
