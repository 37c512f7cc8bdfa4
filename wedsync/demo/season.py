"""A season of sample weddings: pure, from a seed and a day, so that every house gets the same."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

SEED = 20260704


@dataclass(frozen=True)
class Studio:
    """A sample vendor, and the person who signs in for it."""

    slug: str
    name: str
    kind: str
    city: str
    country: str
    currency: str
    timezone: str
    locale: str
    address: str
    accent: str
    owner: str
    weddings: int
    cities: tuple[str, ...]
    venues: tuple[str, ...]


@dataclass(frozen=True)
class Couple:
    """`date` None is an open date; `consent` None means nobody ever asked."""

    key: str
    partners: tuple[tuple[str, str], ...]  # given and family name
    emails: tuple[str, ...]
    date: dt.date | None
    life: str
    venue: str
    city: str
    guests: int | None
    style: str
    consent: bool | None
    tags: tuple[str, ...] = field(default=())


STUDIOS = (
    Studio(
        "alder-and-light",
        "Alder & Light",
        "photographer",
        "Portland",
        "US",
        "USD",
        "America/Los_Angeles",
        "en_US",
        "12 Fern Street, Portland, OR 97205",
        "#8a3b4d",
        "ana@alder.example",
        56,
        ("Portland", "Hood River", "Cannon Beach", "Astoria"),
        ("Fern Hall", "The Boathouse", "Skyline Orchard", "Cathedral Park"),
    ),
    Studio(
        "hartwell-house",
        "Hartwell House",
        "venue",
        "Bath",
        "GB",
        "GBP",
        "Europe/London",
        "en_GB",
        "Hartwell Lane, Bath BA1 5TT",
        "#3f5f4c",
        "oliver@hartwell.example",
        40,
        ("Bath",),
        ("Hartwell House",),
    ),
    Studio(
        "marigold-weddings",
        "Marigold Weddings",
        "planner",
        "Jaipur",
        "IN",
        "INR",
        "Asia/Kolkata",
        "en_IN",
        "4 Amber Road, Jaipur 302001",
        "#b0671b",
        "priya@marigold.example",
        32,
        ("Jaipur", "Udaipur", "Jodhpur"),
        ("Amber Gardens", "Lake Pavilion", "Sand Court"),
    ),
)
GIVEN = (
    "Lena", "Marc", "Ruth", "Eli", "Priya", "Jonah", "Mei", "Tomás", "Hannah", "Grace",
    "Amara", "Theo", "Ines", "Kofi", "Noor", "Felix", "Yuki", "Samir", "Clara", "Diego",
    "Freya", "Omar", "Leila", "Hugo", "Zoë", "Ravi", "Maya", "Arjun", "Nadia", "Finn",
)  # fmt: skip
FAMILY = (
    "Ortiz", "Weber", "Adler", "Cohen", "Nair", "Brooks", "Tanaka", "Rivera", "Lindqvist",
    "Okafor", "Silva", "Mensah", "Haddad", "Novak", "Sato", "Khan", "Moreau", "García",
    "Larsen", "Farouk", "Rahimi", "Laurent", "Dubois", "Mehta", "Kapoor", "Singh", "Petrov",
    "Walsh",
)  # fmt: skip
STYLES = ("garden party", "black tie", "barn", "beach", "modern", "")
MAILBOXES = ("example.com", "example.org", "example.net")


def season(studio: Studio, today: dt.date) -> Iterator[Couple]:
    """The studio's couples, spread from half a year ago to fourteen months ahead."""
    chance = random.Random(f"{SEED}:{studio.slug}")  # noqa: S311 -- sample data
    for number in range(studio.weddings):
        yield _couple(studio, number, today, chance)


def _couple(studio: Studio, number: int, today: dt.date, chance: random.Random) -> Couple:
    partners = tuple((chance.choice(GIVEN), chance.choice(FAMILY)) for _ in range(2))
    when, life = _when(number, today, chance)
    emails = tuple(
        f"{given}.{family}.{studio.slug[0]}{number}@{chance.choice(MAILBOXES)}".lower()
        for given, family in partners
    )
    return Couple(
        key=f"{studio.slug}-{number}",
        partners=partners,
        emails=tuple(_plain(email) for email in emails),
        date=when,
        life=life,
        venue=chance.choice(studio.venues),
        city=chance.choice(studio.cities),
        guests=chance.choice((None, 18, 40, 64, 90, 120, 160, 220)),
        style=chance.choice(STYLES),
        consent=chance.choice((True, True, True, True, True, True, True, False, None)),
        tags=("past",) if when and when < today else (),
    )


def _when(number: int, today: dt.date, chance: random.Random) -> tuple[dt.date | None, str]:
    """The first few are the ones a demo wants to show: this week, next, postponed, cancelled."""
    soon = {0: 0, 1: 1, 2: 5, 3: 12}
    if number in soon:
        return today + dt.timedelta(days=soon[number]), "booked"
    if number == 4:  # noqa: PLR2004 -- the fifth couple
        return None, "postponed"
    when = today + dt.timedelta(days=chance.randint(-180, 420))
    saturday = when + dt.timedelta(days=(5 - when.weekday()) % 7)
    if number == 5:  # noqa: PLR2004 -- the sixth couple
        return saturday, "cancelled"
    return saturday, "completed" if saturday < today else "booked"


def _plain(address: str) -> str:
    """ASCII local parts: what most couples have."""
    table = str.maketrans("áíóéëö", "aioeeo")
    return address.translate(table)
