"""Everything a template can say about a couple: the declared merge fields, with samples."""

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from wedsync.lib.worded import worded


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    LINK = "link"
    COLOUR = "colour"
    LINES = "lines"


@dataclass(frozen=True)
class Field:
    """`sure` fields always have a value; for all others `instead` suggests a fallback."""

    path: str
    label: str
    sample: str | int | list[str]
    kind: Kind = Kind.TEXT
    sure: bool = False
    instead: str = ""

    @property
    def example(self) -> str:
        """How to write it in a template."""
        if self.sure:
            return f"{{{{ {self.path} }}}}"
        return f'{{{{ {self.path} | default: "{self.instead}" }}}}'


GUEST_BANDS = ("elopement", "micro", "intimate", "small", "average", "large", "grand")

# What the wording rules may say, by field of the group `voice`; () is any language.
VOICE: dict[str, tuple[str, ...]] = {
    "tone": ("brief", "calm", "formal", "warm", "playful"),
    "offer": ("none", "loyalty", "bespoke", "weekday", "early", "extra"),
    "lead": ("logistics", "memories", "people", "inspiration"),
    "band": ("intimate", "classic", "grand"),
    "place": ("away", "home"),
    "known": ("returning",),
    "language": (),
}


def _words(name: str) -> str:
    return ", ".join(VOICE[name])


_N, _D, _L = Kind.NUMBER, Kind.DATE, Kind.LINK

FIELDS: dict[str, Field] = {
    field.path: field
    for field in (
        Field("couple.names", worded("The couple, as you call them"), "Lena & Marc", sure=True),
        Field("couple.first_names", worded("Both first names"), "Lena & Marc", instead="you two"),
        Field("couple.returning", worded("yes, if you have worked for them before"), "yes"),
        Field("person.first_name", worded("First name of who reads it"), "Lena", instead="there"),
        Field("person.last_name", worded("Last name of who reads it"), "Hoffmann"),
        Field(
            "person.full_name", worded("Full name of who reads it"), "Lena Hoffmann", instead="you"
        ),
        Field(
            "person.role",
            worded("Role: partner_a, partner_b, planner, parent, day_of"),
            "partner_a",
        ),
        Field(
            "partner.first_name",
            worded("First name of the other partner"),
            "Marc",
            instead="your love",
        ),
        Field("partner.full_name", worded("Full name of the other partner"), "Marc Rossi"),
        Field("wedding.date", worded("The date"), "2027-06-12", _D, instead="your day"),
        Field("wedding.date_long", worded("The date in full"), worded("Saturday, June 12, 2027")),
        Field(
            "wedding.weekday", worded("The day of the week"), worded("Saturday"), instead="the day"
        ),
        Field("wedding.month", worded("Month and year"), worded("June 2027"), instead="your month"),
        Field("wedding.year", worded("The year"), 2027, _N),
        Field("wedding.days_to_go", worded("Days until the wedding"), 43, _N, instead="a few"),
        Field(
            "wedding.weeks_to_go", worded("Full weeks until the wedding"), 6, _N, instead="a few"
        ),
        Field("wedding.days_since", worded("Days since the wedding"), 12, _N, instead="a few"),
        Field("wedding.anniversary", worded("Which anniversary comes next, or is today"), 1, _N),
        Field("wedding.venue", worded("The venue"), "Villa Aurora", instead="your venue"),
        Field("wedding.city", worded("The town of the venue"), "Como", instead="town"),
        Field(
            "wedding.country", worded("The country of the venue"), worded("Italy"), instead="abroad"
        ),
        Field("wedding.guests", worded("How many guests"), 120, _N, instead="your"),
        Field(
            "wedding.guest_band",
            worded("By guests: {kinds}", kinds=", ".join(GUEST_BANDS)),
            "average",
        ),
        Field("wedding.style", worded("The style"), worded("garden party"), instead="your style"),
        Field(
            "wedding.season", worded("peak or off_peak: is its month among your busy ones"), "peak"
        ),
        Field(
            "wedding.destination", worded("abroad, far or home, seen from you and them"), "abroad"
        ),
        Field(
            "wedding.events",
            worded("The run of the day, line by line"),
            [worded("3:00 PM: Ceremony"), worded("5:30 PM: Reception")],
            Kind.LINES,
        ),
        Field(
            "wedding.sunset", worded("Sunset at the venue on the day"), "9:13 PM", instead="sunset"
        ),
        Field(
            "wedding.time_zone", worded("The venue's time zone"), worded("Central European Time")
        ),
        Field(
            "wedding.local_time", worded("What time it is there when this is written"), "2:05 PM"
        ),
        Field("wedding.stage", worded("planning, upcoming, day_of or post_wedding"), "planning"),
        Field("vendor.name", worded("Your business"), "Atelier Lumen", sure=True),
        Field("vendor.kind", worded("What you do"), worded("photographer"), sure=True),
        Field("vendor.city", worded("Your town"), "Basel", instead="town"),
        Field("vendor.phone", worded("Your telephone"), "+41 61 555 01 23"),
        Field("vendor.email", worded("Your address"), "hello@lumen.example"),
        Field("vendor.website", worded("Your website"), "https://lumen.example", _L),
        Field(
            "vendor.signature",
            worded("Your signature"),
            worded("Warmly,\nNora Lumen"),
            instead="Warmly",
        ),
        Field(
            "vendor.signature_lines",
            worded("Your signature, line by line"),
            [worded("Warmly,"), "Nora Lumen"],
            Kind.LINES,
        ),
        Field("vendor.postal_address", worded("Your postal address"), "12 Rue du Lac, 4051 Basel"),
        Field("brand.accent", worded("Your colour"), "#8a3b4d", Kind.COLOUR, sure=True),
        Field(
            "brand.on_accent", worded("A colour to write on it"), "#ffffff", Kind.COLOUR, sure=True
        ),
        Field("brand.logo", worded("Your logo"), "https://lumen.example/logo.png", _L),
        Field("voice.tone", worded("How to sound: {kinds}", kinds=_words("tone")), "calm"),
        Field("voice.offer", worded("What to offer: {kinds}", kinds=_words("offer")), "weekday"),
        Field("voice.lead", worded("What comes first: {kinds}", kinds=_words("lead")), "logistics"),
        Field(
            "voice.band",
            worded("Which kind of day it is: {kinds}", kinds=_words("band")),
            "intimate",
        ),
        Field("voice.place", worded("Where it is: {kinds}", kinds=_words("place")), "away"),
        Field(
            "voice.known", worded("How you know them: {kinds}", kinds=_words("known")), "returning"
        ),
        Field("voice.language", worded("The language they read, like de or pt-BR"), "en"),
        Field("links.unsubscribe", worded("Unsubscribe"), "https://lumen.example/u", _L, sure=True),
        Field(
            "links.preferences",
            worded("Mail preferences"),
            "https://lumen.example/p",
            _L,
            sure=True,
        ),
        Field(
            "links.browser",
            worded("This mail in a browser"),
            "https://lumen.example/v",
            _L,
            sure=True,
        ),
        Field("links.opt_in", worded("Say yes to news"), "https://lumen.example/y", _L, sure=True),
    )
}

SURE = frozenset(path for path, field in FIELDS.items() if field.sure)
DATES = frozenset(path for path, field in FIELDS.items() if field.kind is Kind.DATE)
ROOTS = frozenset(path.partition(".")[0] for path in FIELDS)
RESERVED = ROOTS | {"forloop", "link", "locale", "made_by", "pixel"}


def sample(locale: str = "en") -> dict[str, Any]:
    """A complete context, as `Context.values` would give it for an imaginary couple."""
    values: dict[str, Any] = {"locale": locale}
    for path, field in FIELDS.items():
        root, name = path.split(".")
        values.setdefault(root, {})[name] = field.sample
    return values


def nearest(path: str) -> str | None:
    """The declared field somebody probably meant; a group of another tool's is overlooked."""
    group, _, name = path.rpartition(".")
    if group in ROOTS and (near := get_close_matches(path, FIELDS, n=1, cutoff=0.7)):
        return near[0]
    names = {known.partition(".")[2]: known for known in reversed(FIELDS)}
    near = get_close_matches(name, names, n=1, cutoff=0.8)
    return names[near[0]] if near else None
