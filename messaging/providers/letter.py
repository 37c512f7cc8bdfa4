"""From a mail that somebody wrote, in whatever pieces it came, to a Reply."""

import datetime as dt
import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr

import nh3

from messaging.automatic import is_automatic
from messaging.providers.pieces import line
from messaging.providers.protocol import Reply
from messaging.quoted import own_words

LONGEST_TEXT, LONGEST_SUBJECT, LONGEST_ID = 100_000, 500, 120
LONGEST_MARKUP = 500_000
BREAKS = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h[1-6]|blockquote)>", re.IGNORECASE)
TOO_MANY_BREAKS = re.compile(r"\n{3,}")
MESSAGE_ID = re.compile(r"<([^<>\s]+)>")
Headers = Mapping[str, str]


@dataclass(frozen=True)
class Mail:
    """`sender` as it stands in From; `headers` by name in lower case."""

    sender: str
    to: str
    subject: str = ""
    text: str = ""
    html: str = ""
    headers: Headers = field(default_factory=dict)
    files: int = 0


def reply_of(mail: Mail, event_key: str, at: dt.datetime, provider_message_id: str = "") -> Reply:
    sender = parseaddr(mail.sender)[1].lower()
    text = mail.text if mail.text.strip() else words_of(mail.html[:LONGEST_MARKUP])
    return Reply(
        event_key=event_key,
        channel="email",
        sender=line(sender, 254),
        to=line(parseaddr(mail.to)[1].lower(), 254),
        text=line(own_words(text[:LONGEST_TEXT]), LONGEST_TEXT),
        occurred_at=at,
        subject=line(mail.subject, LONGEST_SUBJECT),
        provider_message_id=line(provider_message_id, LONGEST_ID),
        answers=answered(mail.headers),
        media=mail.files,
        automatic=is_automatic(mail.headers, sender, mail.subject),
    )


def answered(headers: Headers) -> str:
    """The Message-ID of the mail it answers, without its angle brackets."""
    named = headers.get("in-reply-to", ""), headers.get("references", "")
    found = [ids[-1] for ids in map(MESSAGE_ID.findall, named) if ids]
    return line(found[0], LONGEST_ID) if found else ""


def by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of a header that comes several times the first one counts."""
    found: dict[str, str] = {}
    for name, value in pairs:
        found.setdefault(name.lower(), value)
    return found


def words_of(markup: str) -> str:
    """The text of a mail that has none: without tags, in lines."""
    plain = html.unescape(nh3.clean(BREAKS.sub(r"\g<0>\n", markup), tags=set()))
    lines = (" ".join(part.split()) for part in plain.split("\n"))
    return TOO_MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip()
