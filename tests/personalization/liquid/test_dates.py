"""Dates are written for people, in their language, and never read from a clock."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.liquid.dates import CODES, written
from personalization.liquid.errors import BadValue

FORMS = st.lists(st.sampled_from([*CODES, " ", ", ", "o'clock", "'", "de "])).map("".join)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)), FORMS, st.sampled_from(["en", "de_CH"]))
def test_every_form_of_ours_writes_every_day(day, form, locale):
    if len(form) <= 60:
        assert "%" not in written(day.isoformat(), form, locale)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)))
def test_codes_mean_what_strftime_means(day):
    form = "%Y %y %B %b %m %A %a %d %j"

    assert written(day.isoformat(), form, "en") == day.strftime(form)


@pytest.mark.parametrize(
    ("form", "locale", "expected"),
    [
        ("short", "en_US", "6/12/27"),
        ("medium", "en_US", "Jun 12, 2027"),
        ("long", "de_CH", "12. Juni 2027"),
        ("full", "fr", "samedi 12 juin 2027"),
        ("%A, %-d. %B", "de", "Samstag, 12. Juni"),
        ("%-d de %B", "pt", "12 de junho"),
        ("the %e", "en", "the 12"),
    ],
)
def test_a_day_in_many_words(form, locale, expected):
    assert written("2027-06-12", form, locale) == expected


@pytest.mark.parametrize(
    ("day", "form", "locale", "reason"),
    [
        ("now", "long", "en", "'now' is not a date."),
        ("", "long", "en", "'' is not a date."),
        ("2027-06-12", "%s", "en", "'%s' is no part of a date."),
        ("2027-06-12", "%999999999d", "en", "'%9' is no part of a date."),
        ("2027-06-12", "100%", "en", "'%' is no part of a date."),
        ("2027-06-12", "long", "", "'' is no language we know."),
        ("2027-06-12", "x" * 61, "en", "A date format is longer than 60 characters."),
        ("2027-06-12", "long", "xx", "'xx' is no language we know."),
    ],
)
def test_what_is_no_date_is_refused(day, form, locale, reason):
    with pytest.raises(BadValue) as caught:
        written(day, form, locale)

    assert caught.value.reason.startswith(reason)


def test_codes_may_touch_and_quotes_stay():
    assert written("2027-06-12", "%B%B", "en") == "JuneJune"
    assert written("2027-06-12", "o'clock %d", "en") == "o'clock 12"
