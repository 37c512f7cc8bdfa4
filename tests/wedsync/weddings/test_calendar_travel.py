"""London couple, Bali wedding: two clocks."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given

from tests.wedsync.weddings.calendar_strategies import days, exact_dates, zones
from wedsync.weddings.calendar import (
    Stay,
    WeddingDate,
    at_local,
    plausible_zones,
    stay_around,
    zone_on,
)

LONDON, BALI = ZoneInfo("Europe/London"), ZoneInfo("Asia/Makassar")
WEDDING = WeddingDate.on(dt.date(2026, 9, 12), also=[dt.date(2026, 9, 13)])
BALI_STAY = Stay(BALI, dt.date(2026, 9, 10), dt.date(2026, 9, 15))


@given(days, zones, zones, exact_dates)
def test_the_zone_in_force_is_always_the_first_of_the_plausible_ones(day, home, venue, when):
    stay = stay_around(when, venue)

    zones_of_the_day = plausible_zones(day, home, stay)

    assert zones_of_the_day[0] == zone_on(day, home, stay)
    assert set(zones_of_the_day) <= {home, venue}


@given(exact_dates, zones, zones)
def test_the_wedding_itself_is_lived_by_the_clock_of_the_venue(when, home, venue):
    stay = stay_around(when, venue)

    assert zone_on(when.first_day, home, stay) == zone_on(when.last_day, home, stay) == venue


@given(days, zones)
def test_who_stays_at_home_has_one_clock(day, home):
    assert plausible_zones(day, home, None) == (home,)


def test_people_are_taken_to_be_away_from_two_days_before_to_two_days_after():
    assert stay_around(WEDDING, BALI) == BALI_STAY


def test_nobody_travels_for_a_date_that_is_not_fixed():
    assert stay_around(WeddingDate.in_month(2026, 9), BALI) is None
    assert stay_around(WeddingDate.open(), BALI) is None


def test_nine_in_the_morning_is_nine_where_the_couple_is():
    nine = dt.time(9)
    before, after = dt.date(2026, 9, 9), dt.date(2026, 9, 11)

    sent = [at_local(day, nine, zone_on(day, LONDON, BALI_STAY)) for day in (before, after)]

    assert sent[0] == dt.datetime(2026, 9, 9, 9, tzinfo=LONDON)
    assert sent[1] == dt.datetime(2026, 9, 11, 9, tzinfo=BALI)


def test_around_a_journey_both_clocks_are_plausible():
    around = {
        day: plausible_zones(dt.date(2026, 9, day), LONDON, BALI_STAY) for day in range(8, 18)
    }

    assert around == {
        8: (LONDON,),
        9: (LONDON, BALI),
        10: (BALI, LONDON),
        11: (BALI,),
        12: (BALI,),
        13: (BALI,),
        14: (BALI,),
        15: (BALI, LONDON),
        16: (LONDON, BALI),
        17: (LONDON,),
    }
