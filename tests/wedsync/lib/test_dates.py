"""Dates as a language writes them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wedsync.lib.dates import LONGER, dated

SATURDAY = dt.date(2027, 6, 19)
EVENING = dt.datetime(2027, 6, 19, 18, 5, tzinfo=ZoneInfo("America/Bogota"))


@pytest.mark.parametrize(
    ("pattern", "english", "spanish"),
    [
        ("d MMM y", "19 Jun 2027", "19 jun 2027"),
        ("EEE d MMM y", "Sat 19 Jun 2027", "sáb 19 jun 2027"),
        ("d MMMM y", "19 June 2027", "19 de junio de 2027"),
        ("MMMM y", "June 2027", "junio de 2027"),
        ("EEEE d MMMM", "Saturday 19 June", "sábado 19 de junio"),
    ],
)
def test_a_day_in_two_languages(pattern, english, spanish):
    assert dated(SATURDAY, pattern) == english
    assert dated(SATURDAY, pattern, "es") == spanish


def test_an_instant_is_written_where_its_zone_is():
    assert dated(EVENING, "EEE HH:mm", "es") == "sáb 18:05"


@pytest.mark.law
@given(st.dates())
def test_english_says_what_pythons_own_words_say(day):
    assert dated(day, "EEE d MMM y") == f"{day:%a} {day.day} {day:%b} {day.year}"


def test_every_longer_pattern_is_one_that_babel_reads():
    assert all(dated(SATURDAY, one, code) for code, own in LONGER.items() for one in own)
