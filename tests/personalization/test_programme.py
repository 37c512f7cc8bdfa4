"""What happens when, as the reader would write it."""

import datetime as dt

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from personalization.programme import NAMES, Event, programme
from wedsync.weddings.models import DayKind

FRIDAY, SATURDAY = dt.date(2027, 6, 11), dt.date(2027, 6, 12)
THREE, SIX = dt.time(15), dt.time(18, 30)
KINDS = tuple(DayKind)
EVENTS = st.lists(
    st.builds(
        Event,
        st.sampled_from(KINDS),
        st.dates(FRIDAY, SATURDAY),
        st.none() | st.times(),
    ),
    max_size=6,
)
ENGLISH = Locale("en")


def test_events_stand_in_their_order():
    events = [Event("reception", SATURDAY, SIX), Event("ceremony", SATURDAY, THREE)]

    assert [line.replace("\u202f", " ") for line in programme(events, ENGLISH)] == [
        "3:00 PM: Ceremony",
        "6:30 PM: Reception",
    ]


def test_where_there_are_several_days_each_is_named():
    events = [Event("ceremony", SATURDAY), Event("welcome", FRIDAY, SIX)]

    assert programme(events, Locale("de")) == [
        "Freitag, 11. Juni, 18:30: Willkommensabend",
        "Samstag, 12. Juni: Trauung",
    ]


def test_an_hour_nobody_named_is_not_guessed():
    assert programme([Event("ceremony", SATURDAY)], ENGLISH) == ["Ceremony"]


def test_what_has_no_name_is_left_out():
    assert programme([Event("other", SATURDAY, SIX)], ENGLISH) == []


def test_a_language_nobody_translated_is_told_in_english():
    assert programme([Event("ceremony", SATURDAY)], Locale("sv")) == ["Ceremony"]


@pytest.mark.parametrize("language", NAMES)
def test_every_language_names_every_kind(language):
    assert set(NAMES[language]) == set(KINDS) - {"other"}


@given(EVENTS, st.sampled_from(["en", "de", "fr", "it", "es", "ar"]), st.randoms())
def test_whatever_order_rows_come_in_the_lines_are_the_same(events, language, chance):
    shuffled = chance.sample(events, len(events))

    assert programme(shuffled, Locale(language)) == programme(events, Locale(language))
    assert len(programme(events, Locale(language))) == sum(one.kind != "other" for one in events)
