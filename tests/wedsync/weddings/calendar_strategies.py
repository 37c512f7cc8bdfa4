"""Days, times and zones for the laws, with many drawn where clocks are known to change."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from wedsync.weddings.calendar import (
    Offset,
    Span,
    WeddingDate,
    Window,
    WorkingWeek,
    protected_window,
)

TURNING_DAYS = [
    ("Africa/Casablanca", dt.date(2025, 2, 23)),
    ("Africa/Casablanca", dt.date(2025, 4, 6)),
    ("America/Havana", dt.date(2025, 3, 9)),
    ("America/New_York", dt.date(2026, 3, 8)),
    ("America/New_York", dt.date(2026, 11, 1)),
    ("America/Nuuk", dt.date(2025, 3, 29)),
    ("America/Sao_Paulo", dt.date(2018, 11, 4)),
    ("America/St_Johns", dt.date(2010, 3, 14)),
    ("America/St_Johns", dt.date(2010, 11, 6)),
    ("Asia/Beirut", dt.date(2026, 10, 24)),
    ("Australia/Lord_Howe", dt.date(2026, 4, 5)),
    ("Australia/Lord_Howe", dt.date(2026, 10, 4)),
    ("Europe/Berlin", dt.date(2026, 3, 29)),
    ("Europe/Dublin", dt.date(2026, 10, 25)),
    ("Pacific/Apia", dt.date(2011, 12, 30)),
    ("Pacific/Kiritimati", dt.date(1994, 12, 31)),
]
STEADY = ["UTC", "Asia/Kathmandu", "Asia/Kolkata", "Pacific/Kiritimati", "America/Phoenix"]

zones = st.sampled_from(sorted({*STEADY, *(name for name, _ in TURNING_DAYS)})).map(ZoneInfo)
days = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))
times = st.times() | st.builds(dt.time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
near_turns = st.tuples(st.sampled_from(TURNING_DAYS), st.integers(-1, 1)).map(
    lambda drawn: (drawn[0][1] + dt.timedelta(days=drawn[1]), ZoneInfo(drawn[0][0]))
)
days_in_zones = st.tuples(days, zones) | near_turns
hours = st.integers(0, 48)


@st.composite
def moments(draw: st.DrawFn) -> tuple[dt.datetime, ZoneInfo]:
    """An instant and a zone, often within a day of a change of its clocks."""
    day, zone = draw(days_in_zones)
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
    return midnight + dt.timedelta(minutes=draw(st.integers(-1440, 2880))), zone


@st.composite
def wedding_windows(draw: st.DrawFn) -> tuple[Window, ...]:
    """One to four days of a wedding close to each other, each padded its own way, in any order."""
    day, zone = draw(days_in_zones)
    padded = st.lists(st.tuples(st.integers(0, 6), hours, hours), min_size=1, max_size=4)
    return tuple(
        protected_window(day + dt.timedelta(days=shift), zone, before, after)
        for shift, before, after in draw(padded)
    )


def instants_near(windows: tuple[Window, ...]) -> st.SearchStrategy[dt.datetime]:
    """Up to two days from an edge."""
    edges = [edge for window in windows for edge in window]
    shifts = st.integers(-48 * 60, 48 * 60).map(lambda n: dt.timedelta(minutes=n))
    return st.builds(lambda edge, shift: edge + shift, st.sampled_from(edges), shifts)


amounts = st.integers(-60, 60)
offsets = st.builds(
    Offset, months=amounts, weeks=amounts, days=amounts, working_days=amounts, hours=amounts
)
weeks = st.builds(
    WorkingWeek,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.frozensets(st.dates(dt.date(2025, 12, 1), dt.date(2026, 12, 31)), max_size=20),
)
exact_dates = st.builds(
    lambda day, shifts: WeddingDate.on(day, also=[day + dt.timedelta(days=n) for n in shifts]),
    days,
    st.lists(st.integers(-6, 6), max_size=4),
)
month_dates = st.builds(WeddingDate.in_month, st.integers(1990, 2100), st.integers(1, 12))
wedding_dates = exact_dates | month_dates | st.just(WeddingDate.open())
spans = st.builds(lambda day, n: Span(day, day + dt.timedelta(days=n)), days, st.integers(0, 60))
