"""The shapes a value may have, each read from JSON and written to it. Pure."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from campaigns.segments.tree import Distance, Past, Said, Unit, Value
from wedsync.lib.worded import worded

MOST_WORDS, LONGEST = 50, 200
MOST = 1_000_000_000
FARTHEST = 3650  # days, weeks or months: ten years of days
UNSAID = "never"
WORDS = ("granted", "revoked", UNSAID)
Choices = Collection[str]


@dataclass(frozen=True)
class Shape:
    """`read` takes JSON and what may be chosen; raises ValueError with a sentence."""

    key: str
    read: Callable[[object, Choices], Value]
    write: Callable[[Any], object] = lambda value: value


def _nothing(raw: object, _: Choices) -> None:
    if raw is not None:
        raise ValueError(worded("this takes no value."))


def _text(raw: object, _: Choices) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError(worded("say which word."))
    if len(raw) > LONGEST or "\0" in raw:
        raise ValueError(worded("a word has {longest} characters at most.", longest=LONGEST))
    return raw.strip()


def _texts(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list) or not raw:
        raise ValueError(worded("choose one at least."))
    if len(raw) > MOST_WORDS:
        raise ValueError(worded("choose {most} at most.", most=MOST_WORDS))
    return tuple(dict.fromkeys(_text(one, ()) for one in raw))


def _chosen(raw: object, choices: Choices) -> tuple[str, ...]:
    """Of `choices`; where there are none, any words."""
    words = _texts(raw)
    if choices and (unknown := [word for word in words if word not in choices]):
        raise ValueError(
            worded(
                "{name} is not one of {choices}.",
                name=f"{unknown[0]!r}",
                choices=", ".join(choices),
            )
        )
    return words


def _count(raw: object, _: Choices, most: int = MOST) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 0 <= raw <= most:
        raise ValueError(
            worded("{raw} is not a whole number from 0 to {most}.", raw=f"{raw!r}", most=most)
        )
    return raw


def _counts(raw: object, _: Choices) -> tuple[int, int]:
    first, last = (_count(one, ()) for one in _pair(raw))
    if last < first:
        raise ValueError(worded("the second number is the smaller one."))
    return first, last


def _day(raw: object, _: Choices) -> dt.date:
    try:
        return dt.date.fromisoformat(raw)  # type: ignore[arg-type]  # whatever it is
    except (TypeError, ValueError):
        raise ValueError(worded("{raw} is not a day like 2027-06-19.", raw=f"{raw!r}")) from None


def _days(raw: object, _: Choices) -> tuple[dt.date, dt.date]:
    first, last = (_day(one, ()) for one in _pair(raw))
    if last < first:
        raise ValueError(worded("it ends before it begins."))
    return first, last


def _lately(raw: object, _: Choices) -> int:
    return _count(raw, (), FARTHEST)


def _distance(raw: object, _: Choices) -> Distance:
    given = _mapping(raw, {"from", "to", "unit"})
    if given.get("unit") not in set(Unit):
        raise ValueError(
            worded(
                "{unit} is not one of {choices}.",
                unit=f"{given.get('unit')!r}",
                choices=", ".join(Unit),
            )
        )
    unit = Unit(given["unit"])
    most = FARTHEST // 30 if unit is Unit.MONTHS else FARTHEST
    first, last = (_count(given.get(name), (), most) for name in ("from", "to"))
    if last < first:
        raise ValueError(worded("the second number is the smaller one."))
    return Distance(first, last, unit)


def _said(raw: object, choices: Choices) -> Said:
    """Choices are `email:marketing` and so on."""
    given = _mapping(raw, {"channel", "purpose", "said"})
    topic = f"{given.get('channel')}:{given.get('purpose')}"
    if topic not in choices:
        raise ValueError(worded("nobody is asked about that purpose on that channel."))
    return Said(given["channel"], given["purpose"], _chosen(given.get("said"), WORDS))


def _past(raw: object, choices: Choices) -> Past:
    """Choices are channels."""
    given = _mapping({} if raw is None else raw, {"template", "campaign", "channel", "days"})
    channel, days = given.get("channel") or "", given.get("days")
    if channel and channel not in choices:
        raise ValueError(
            worded(
                "{channel} is not one of {choices}.",
                channel=f"{channel!r}",
                choices=", ".join(choices),
            )
        )
    template, campaign = (_id(given.get(name)) for name in ("template", "campaign"))
    return Past(template, campaign, channel, None if days is None else _lately(days, ()))


def _id(raw: object) -> UUID | None:
    if not raw:
        return None
    try:
        return UUID(raw)  # type: ignore[arg-type]  # whatever it is
    except (AttributeError, TypeError, ValueError):
        raise ValueError(worded("{raw} is not an id.", raw=f"{raw!r}")) from None


def _pair(raw: object) -> tuple[object, object]:
    if not isinstance(raw, list) or len(raw) != 2:  # noqa: PLR2004 -- a pair
        raise ValueError(worded("give two values, the first and the last."))
    return raw[0], raw[1]


def _mapping(raw: object, names: Collection[str]) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping):
        raise ValueError(worded("give {names}.", names=", ".join(sorted(names))))  # noqa: TRY004 -- one kind of no
    if unknown := sorted(set(raw) - set(names)):
        raise ValueError(worded("there is no {name}.", name=f"{unknown[0]!r}"))
    return raw


def _write_past(past: Past) -> dict[str, object]:
    given = {
        "template": str(past.template) if past.template else None,
        "campaign": str(past.campaign) if past.campaign else None,
        "channel": past.channel or None,
        "days": past.days,
    }
    return {name: value for name, value in given.items() if value is not None}


NOTHING = Shape("nothing", _nothing)
TEXT = Shape("text", _text)
CHOSEN = Shape("chosen", _chosen, list)
COUNT = Shape("count", _count)
COUNTS = Shape("counts", _counts, list)
DAY = Shape("day", _day, dt.date.isoformat)
DAYS = Shape("days", _days, lambda days: [day.isoformat() for day in days])
LATELY = Shape("lately", _lately)
DISTANCE = Shape(
    "distance", _distance, lambda far: {"from": far.least, "to": far.most, "unit": str(far.unit)}
)
SAID = Shape(
    "said",
    _said,
    lambda said: {"channel": said.channel, "purpose": said.purpose, "said": list(said.words)},
)
PAST = Shape("past", _past, _write_past)
