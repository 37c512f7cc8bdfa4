"""Reads wedding dates as people write them: in any order, in words, by halves, or not yet. Pure.

A file's date is a local date and never passes through UTC: of `2027-06-12T22:00:00Z` the day
counts. `03/04/2027` means what its column means: the order is taken from values that can only be
read one way (for each separator by itself), else from the vendor's country, else it is refused.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from crm_connectors.records import Unreadable
from crm_connectors.words import DATE_FILLERS, MONTH_NAMES, OPEN_DATES, SEASONS, plain, words
from wedsync.lib.worded import worded

EXCEL_EPOCH = dt.date(1899, 12, 30)
EXCEL_SERIALS = range(20_000, 80_000)  # 1954 to 2119
YEARS = range(1950, 2100)
MONTHS = 12
MONTH_FIRST = words("US PR GU VI AS MP FM MH PW")
BOTH_IN_USE = words("CA PH KE GH ZA CN JP KR TW HK HU LT MN")

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?")
ISO_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})|(\d{1,2})/(\d{4})")
NUMERIC = re.compile(
    r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?:,? \d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?)?",
    re.IGNORECASE,
)
SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
YEAR = re.compile(r"(?:(\w+) )?(?:de |of )?(\d{4})")
SHORT = re.compile(r"(?:(\d{1,2})-)?([a-z]+)-(\d{2})")  # what Excel writes: 12-Jun-27, Jun-27
WORDED = re.compile(r"[a-z]+|\d+")
TIME_OF_DAY = re.compile(
    r"(?: at|,)? \d{1,2}(?::\d{2}){0,2} ?[ap]m$|(?: at|,)? \d{1,2}(?::\d{2}){1,2}$"
)


class Order(StrEnum):
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


Orders = Mapping[str, Order]  # by separator; a separator that is missing is undecided
Vote = tuple[str, Order]


@dataclass(frozen=True)
class When:
    """`precision` is exact, month (then `date` is the first of it) or open (then None)."""

    date: dt.date | None
    precision: str
    remark: str = ""  # what was said but can't be kept


OPEN = When(None, "open")


def column_orders(texts: Iterable[str], country: str) -> Orders:
    """What `a/b/year`, `a-b-year` and `a.b.year` mean in this column, where that is decided."""
    return decide({vote for text in texts if (vote := vote_of(text))}, country)


def decide(votes: Set[Vote], country: str) -> Orders:
    """A separator used both ways in one column stays undecided."""
    usual = order_of(country)
    found = {"/": usual, "-": usual, ".": Order.DAY_FIRST}  # nobody writes dots month first
    for separator in found:
        proven = {order for written, order in votes if written == separator}
        if proven:
            found[separator] = proven.pop() if len(proven) == 1 else None
    return {separator: order for separator, order in found.items() if order}


def vote_of(text: str) -> Vote | None:
    """What one cell proves about its column: nothing, unless one of its numbers is over 12."""
    match = NUMERIC.fullmatch(text.strip())
    if not match:
        return None
    first, second = int(match[1]), int(match[3])
    if (first > MONTHS) == (second > MONTHS):
        return None
    return match[2], Order.DAY_FIRST if first > second else Order.MONTH_FIRST


def order_of(country: str) -> Order | None:
    """What `a/b/year` means in a country (ISO 3166 code); None where both are in use."""
    if country in MONTH_FIRST:
        return Order.MONTH_FIRST
    return None if country in BOTH_IN_USE or not country else Order.DAY_FIRST


def parse_date(text: str, orders: Orders) -> When:
    """Raises Unreadable. Empty text is the caller's: it says nothing, which is not `open`."""
    text = " ".join(text.split())
    if match := NUMERIC.fullmatch(text):
        return _numeric(text, match, orders)
    for reader in (_iso, _serial, _month_in_numbers, _open, _short, _in_words):
        if found := reader(text):
            return found
    raise Unreadable(
        worded("“{text}” is not a date we can read; write it like 2027-06-12.", text=text)
    )


def _iso(text: str) -> When | None:
    match = ISO.fullmatch(text)
    return _exact(int(match[1]), int(match[2]), int(match[3]), text) if match else None


def _serial(text: str) -> When | None:
    match = SERIAL.fullmatch(text)
    if not match or int(match[1]) not in EXCEL_SERIALS:
        return None
    return When(EXCEL_EPOCH + dt.timedelta(days=int(match[1])), "exact")


def _month_in_numbers(text: str) -> When | None:
    match = ISO_MONTH.fullmatch(text)
    if not match:
        return None
    return _month(int(match[1] or match[4]), int(match[2] or match[3]), text)


def _open(text: str) -> When | None:
    """Not yet decided, or only a year or a season is."""
    if plain(text) in OPEN_DATES:
        return OPEN
    match = YEAR.fullmatch(plain(text))
    if not match or int(match[2]) not in YEARS or (match[1] and match[1] not in SEASONS):
        return None
    return When(None, "open", worded("“{text}” is not yet a date", text=text))


def _short(text: str) -> When | None:
    match = SHORT.fullmatch(plain(text))
    if not match or match[2] not in MONTH_NAMES:
        return None
    year, month = _full_year(match[3]), MONTH_NAMES[match[2]]
    return _exact(year, month, int(match[1]), text) if match[1] else _month(year, month, text)


def _in_words(text: str) -> When | None:
    """`Saturday, June 12th, 2027` · `12 de junio de 2027` · `12. Juni 2027` · `June 2027`."""
    words = WORDED.findall(TIME_OF_DAY.sub("", plain(text)))
    months = [MONTH_NAMES[word] for word in words if word in MONTH_NAMES]
    others = [word for word in words if word not in MONTH_NAMES and word not in DATE_FILLERS]
    years = [int(word) for word in others if re.fullmatch(r"\d{4}", word)]
    days = [int(word) for word in others if re.fullmatch(r"\d{1,2}", word)]
    if (len(months), len(years)) != (1, 1) or len(days) > 1 or len(others) != 1 + len(days):
        return None
    return _exact(years[0], months[0], days[0], text) if days else _month(years[0], months[0], text)


def _numeric(text: str, match: re.Match[str], orders: Orders) -> When:
    first, second, year = int(match[1]), int(match[3]), _full_year(match[4])
    vote = vote_of(text)
    order = vote[1] if vote else orders.get(match[2])
    if order is None and first != second:
        one, other = _say(year, second, first), _say(year, first, second)
        raise Unreadable(
            worded(
                "“{text}” could be {one} or {other}; write it like 2027-06-12.",
                text=text,
                one=one,
                other=other,
            )
        )
    month, day = (first, second) if order is Order.MONTH_FIRST else (second, first)
    return _exact(year, month, day, text)


def _full_year(text: str) -> int:
    return int(text) if len(text) > 2 else 2000 + int(text)  # noqa: PLR2004 -- 27 is 2027


def _say(year: int, month: int, day: int) -> str:
    return f"{day} {dt.date(2000, month, 1):%B} {year}"


def _exact(year: int, month: int, day: int, text: str) -> When:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        raise Unreadable(
            worded("“{text}” is not in the calendar: please check the day.", text=text)
        ) from None
    return When(_plausible(date, text), "exact")


def _month(year: int, month: int, text: str) -> When:
    if not 1 <= month <= MONTHS:
        raise Unreadable(worded("“{text}” has no month: please check it.", text=text))
    return When(_plausible(dt.date(max(year, 1), month, 1), text), "month")


def _plausible(date: dt.date, text: str) -> dt.date:
    if date.year not in YEARS:
        raise Unreadable(
            worded("“{text}” lies too far away to be a wedding: please check the year.", text=text)
        )
    return date
