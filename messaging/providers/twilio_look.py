"""Look for a message in Twilio's list: it has no idempotency key, so this is the evidence.

The list is asked by numbers, never by date: its date is that of sending, which what still waits
doesn't have. Two messages with the same words to the same number within minutes can't be told
apart; either of them says that these words arrived.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from messaging.providers.protocol import Absent, Envelope, Evidence, Found, Unclear

BEFORE = dt.timedelta(minutes=2)  # between Twilio's clock and ours
AFTER = dt.timedelta(minutes=5)
MOST = 200  # messages looked at; a person is written to a few times an hour
PAGE = 50


def look(client: Any, numbers: Mapping[str, str], envelope: Envelope, at: dt.datetime) -> Evidence:
    """`numbers` are what the list is asked by: to, and from_ where it is known. Raises what
    Twilio's client raises."""
    said = fold(words(client, envelope))
    listed = list(_newest(client, numbers, at - BEFORE))
    near = [message for message in listed if message.date_created <= at + AFTER]
    found = [message for message in near if fold(message.body or "") == said]
    if found and said:
        closest = min(found, key=lambda message: abs(message.date_created - at))
        return Found([str(closest.sid)])
    if not said or any(not message.body for message in near):
        return Unclear("Twilio does not show what was said")
    return Unclear("too many messages to look through") if len(listed) == MOST else Absent()


def words(client: Any, envelope: Envelope) -> str:
    """What the list would show: our text, or the template's with our variables in it."""
    if not envelope.content_sid:
        return envelope.text
    template = client.content.v1.contents(envelope.content_sid).fetch()
    text = next((str(part["body"]) for part in template.types.values() if "body" in part), "")
    for place, value in enumerate(envelope.variables, start=1):
        text = text.replace(f"{{{{{place}}}}}", value)
    return text


def fold(text: str) -> str:
    """Letters and digits only: smart encoding replaces quotes, dashes and spaces on the way."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, plain)) or text.strip()


def _newest(client: Any, numbers: Mapping[str, str], since: dt.datetime) -> Iterator[Any]:
    """The list begins with the newest."""
    for message in client.messages.stream(**numbers, limit=MOST, page_size=PAGE):
        if message.date_created < since:
            return
        yield message
