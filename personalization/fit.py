"""What fits where: how long a text may be on each channel, and how SMS says it most cheaply."""
# ruff: noqa: RUF001 -- characters that look like others are what this is about

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, takewhile

from personalization.segments import clusters, segments
from wedsync.lib.worded import worded

CLIPPED = 102_000  # bytes of HTML that Gmail shows; what comes after hides behind a link
ELLIPSIS = "…"

# Typographic characters, and what the SMS alphabet has for them; letters stay as people write them.
PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′‹›´`ʼ＇", "'"),
        **dict.fromkeys("“”„‟″«»＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        **dict.fromkeys("\t\u00a0\u1680\u202f\u205f\u3000", " "),
        **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),
        **dict.fromkeys("\u0085\u2028\u2029\v", "\n"),
        **dict.fromkeys("•·‣∙●▪", "*"),
        "…": "...", "×": "x", "÷": "/", "⁄": "/", "¼": "1/4", "½": "1/2", "¾": "3/4",
        "™": "(TM)", "©": "(C)", "®": "(R)", "№": "No.",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Room:
    """Characters of title and text; `shown` is how much of a title most people see."""

    title: int
    text: int
    shown: int


ROOM: Mapping[str, Room] = {
    "email": Room(title=500, text=100_000, shown=60),
    "sms": Room(title=0, text=1600, shown=0),  # Twilio takes no more
    "whatsapp": Room(title=0, text=1600, shown=0),
    "push": Room(title=178, text=800, shown=65),  # in all, 4 kB reach a phone
    "in_app": Room(title=178, text=4000, shown=65),
}


def smarten(text: str) -> str:
    """The same in the SMS alphabet where that saves segments, or at least costs none."""
    plain = text.translate(PLAIN)
    if plain == text:
        return text
    before, after = segments(text), segments(plain)
    return plain if not after.foreign and after.count <= before.count else text


def saving(text: str) -> str:
    """What `smarten` saves, or would save: "1 of 3 segments"; or nothing."""
    before, after = segments(text).count, segments(smarten(text)).count
    if after >= before:
        return ""
    return worded("{count} of {of} segments", count=before - after, of=before)


def shorten(text: str, room: int) -> str:
    """At most `room` characters, whole graphemes, an ellipsis where something is missing.

    Raises ValueError where there is no room for the ellipsis.
    """
    if room < 1:
        raise ValueError("There must be room for an ellipsis.")
    if len(text) <= room:
        return text
    fitting = takewhile(lambda start: len(start) < room, accumulate(clusters(text)))
    *_, kept = "", *fitting
    return kept.rstrip() + ELLIPSIS


def clipped(html: str) -> int:
    """Its bytes, where a mail is so long that Gmail cuts it off; else 0."""
    size = len(html.encode())
    return size if size > CLIPPED else 0


def too_long(channel: str, *, title: str = "", text: str = "") -> str:
    """A sentence about what is too long to be sent, or nothing."""
    room = ROOM[channel]
    if len(title) > room.title > 0:
        return worded(
            "The title has {count} characters; {most} is the most.",
            count=f"{len(title):,}",
            most=room.title,
        )
    if len(text) > room.text:
        return worded(
            "The text has {count} characters; {most} is the most.",
            count=f"{len(text):,}",
            most=f"{room.text:,}",
        )
    return ""


def cut_off(channel: str, title: str) -> str:
    """A sentence about a title that most people will see the beginning of only, or nothing."""
    shown = ROOM[channel].shown
    if len(title) <= shown or not shown:
        return ""
    return worded(
        "Most people see {shown} characters of a title; this one has {count}.",
        shown=shown,
        count=len(title),
    )
