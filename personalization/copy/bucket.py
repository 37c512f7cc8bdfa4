"""Couples that read the same copy: a bucket of derived facts, none of which names anybody. Pure.

Stage (4), guests (3), season (4), each may also be unknown; the rest is the vendor's and the same
for a template. Nothing of it is what a couple or an import wrote: every value is from a list here.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from typing import Any

from babel import Locale, UnknownLocaleError

from personalization.bands import circle
from personalization.tones import TONES, USUAL
from wedsync.lib.worded import worded
from wedsync.weddings.calendar import Stage

STAGES = {
    Stage.PLANNING.value: "planning, the wedding is still far away",
    Stage.UPCOMING.value: "upcoming, the wedding is near",
    Stage.DAY_OF.value: "the day of the wedding",
    Stage.POST_WEDDING.value: "after the wedding",
}
GUESTS = {  # by `bands.CIRCLES`, so that rules and models speak of the same days
    "intimate": "an intimate wedding, up to 60 guests",
    "classic": "a wedding of the usual size, 61 to 150 guests",
    "grand": "a grand wedding, more than 150 guests",
}
SEASONS = ("winter", "spring", "summer", "autumn")
# What a page calls them.
LABELS = {
    Stage.PLANNING.value: worded("planning"),
    Stage.UPCOMING.value: worded("upcoming"),
    Stage.DAY_OF.value: worded("day of"),
    Stage.POST_WEDDING.value: worded("post wedding"),
    "intimate": worded("intimate"),
    "classic": worded("classic"),
    "grand": worded("grand"),
    "winter": worded("winter"),
    "spring": worded("spring"),
    "summer": worded("summer"),
    "autumn": worded("autumn"),
}
# Countries of the southern hemisphere where people marry often enough to matter.
_SOUTHERN = "AR AU BO BR BW CL FJ ID LS MG MU MZ NA NZ PE PF PY SC SZ UY ZA ZM ZW"
SOUTHERN = frozenset(_SOUTHERN.split())
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_KIND = re.compile(r"[a-z][a-z -]{0,29}")


@dataclass(frozen=True, order=True)
class Bucket:
    """An empty text is unknown. `language` is BCP 47, `kind` is what the vendor does."""

    stage: str = ""
    guests: str = ""
    season: str = ""
    kind: str = ""
    tone: str = USUAL
    language: str = "en"

    @property
    def key(self) -> str:
        """`planning/classic/summer/photographer/warm/en`, with `-` for what is unknown."""
        return "/".join(part or "-" for part in astuple(self))

    @classmethod
    def parse(cls, key: str) -> "Bucket":
        """Raises ValueError for what no bucket is called."""
        parts = ["" if part == "-" else part for part in key.split("/")]
        if len(parts) != len(astuple(cls())):
            raise ValueError(f"{key!r} is no bucket")
        return cls(*parts)

    @property
    def facts(self) -> dict[str, str]:
        """What is known, as a model is told it."""
        told = {
            "stage": STAGES.get(self.stage, ""),
            "guests": GUESTS.get(self.guests, ""),
            "season": self.season,
            "vendor": self.kind,
            "tone": TONES.get(self.tone, ""),
            "language": self.language,
        }
        return {name: fact for name, fact in told.items() if fact}

    @property
    def label(self) -> str:
        """How a page calls it: `upcoming, classic, summer`."""
        known = (LABELS.get(one, one) for one in (self.stage, self.guests, self.season))
        return ", ".join(filter(None, known)) or worded("nothing known")


def bucket_of(values: Mapping[str, Any], *, tone: str, language: str) -> Bucket:
    """From the values of a context; what they hold beside the lists above is overlooked."""
    wedding, vendor = values.get("wedding", {}), values.get("vendor", {})
    stage, kind = str(wedding.get("stage", "")), str(vendor.get("kind", ""))
    return Bucket(
        stage=stage if stage in STAGES else "",
        guests=_circle(wedding.get("guests")),
        season=_season(wedding, str(values.get("locale", ""))),
        kind=kind if _KIND.fullmatch(kind) else "",
        tone=tone if tone in TONES else USUAL,
        language=language if _LANGUAGE.fullmatch(language) else "en",
    )


def _circle(guests: object) -> str:
    """0 guests is an intimate wedding; an unknown number is none."""
    if not isinstance(guests, int) or isinstance(guests, bool) or guests < 0:
        return ""
    return circle(guests)


def season_of(day: dt.date, *, southern: bool) -> str:
    """By whole months, as weddings are spoken of: December to February is winter in the north."""
    return SEASONS[(day.month % 12 // 3 + 2 * southern) % 4]


def _season(wedding: Mapping[str, Any], locale: str) -> str:
    """Only where the date and the hemisphere are known."""
    southern = _is_southern(str(wedding.get("country", "")), locale)
    try:
        day = dt.date.fromisoformat(str(wedding.get("date", "")))
    except ValueError:
        return ""
    return "" if southern is None else season_of(day, southern=southern)


def _is_southern(country: str, locale: str) -> bool | None:
    """By the venue's country, as its name stands in the context; else by the locale's own."""
    try:
        spoken = Locale.parse(locale)
    except (ValueError, UnknownLocaleError):
        return None
    if country:
        return any(spoken.territories.get(code) == country for code in SOUTHERN)
    return None if spoken.territory is None else spoken.territory in SOUTHERN
