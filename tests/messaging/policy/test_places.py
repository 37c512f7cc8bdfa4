"""Where a telephone number may be."""

from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.policy.law.area_codes import STATE_OF, STATES
from messaging.policy.places import places_of, zones_of


@pytest.mark.parametrize(
    ("number", "zones", "places"),
    [
        ("+13055550123", ("America/New_York",), ("US-FL",)),
        ("+14015550123", ("America/New_York",), ("US-RI",)),
        ("+15035550123", ("America/Los_Angeles",), ("US-OR",)),
        ("+15645550123", ("America/Los_Angeles",), ("US-WA",)),
        ("+16045550123", ("America/Vancouver",), ("CA",)),
        ("+33612345678", ("Europe/Paris",), ("FR",)),
        ("+491701234567", ("Europe/Berlin",), ("DE",)),
        ("+18005550123", (), ("US",)),  # free of charge, at home nowhere
        ("+80012345678", (), ()),  # free of charge everywhere
        ("+99912345678", (), ()),
        ("0305550123", (), ()),
        ("", (), ()),
    ],
)
def test_a_number_tells_where_it_is_from(number, zones, places):
    assert (zones_of(number), places_of(number)) == (zones, places)


def test_a_large_country_has_many_zones_and_all_are_plausible():
    assert len(zones_of("+79161234567")) > 5


def test_an_area_code_is_of_one_state():
    assert len(STATE_OF) == sum(len(codes.split()) for codes in STATES.values())
    assert all(len(state) == 2 for state in STATES)
    assert all(len(code) == 3 for code in STATE_OF)


@given(st.text(max_size=20) | st.from_regex(r"\+\d{1,15}", fullmatch=True))
def test_anything_may_stand_where_a_number_should(number):
    assert set(zones_of(number)) <= available_timezones()
    assert len(places_of(number)) <= 1
