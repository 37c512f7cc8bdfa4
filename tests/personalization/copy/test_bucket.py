"""Which couples read the same copy."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.bands import CIRCLES
from personalization.copy.bucket import GUESTS, Bucket, bucket_of, season_of
from personalization.fields import GUEST_BANDS, VOICE, sample

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.dictionaries(st.sampled_from(["stage", "kind", "guests", "date"]), inner),
    max_leaves=5,
)
KNOWN = {
    "stage": {"", "planning", "upcoming", "day_of", "post_wedding"},
    "guests": {"", "intimate", "classic", "grand"},
    "season": {"", "winter", "spring", "summer", "autumn"},
}


@given(st.fixed_dictionaries(dict.fromkeys(("stage", "guests", "date", "country"), ANYTHING)))
def test_whatever_stands_in_the_facts_a_bucket_holds_known_words_only(wedding):
    bucket = bucket_of({"wedding": wedding, "locale": "en_US"}, tone="warm", language="en")

    assert all(getattr(bucket, name) in words for name, words in KNOWN.items())


@given(st.text(), st.text(), st.text())
def test_nor_do_tone_language_and_kind_hold_anything_else(tone, language, kind):
    bucket = bucket_of({"vendor": {"kind": kind}}, tone=tone, language=language)

    assert bucket.tone in {"warm", "formal", "playful", "plain"}
    assert bucket.language.replace("-", "").isalnum()
    assert bucket.kind == "" or bucket.kind.replace(" ", "").replace("-", "").isascii()
    assert Bucket.parse(bucket.key) == bucket


def test_the_sample_couple():
    bucket = bucket_of(sample(), tone="formal", language="en")

    assert bucket.key == "planning/classic/summer/photographer/formal/en"
    assert bucket.label == "planning, classic, summer"
    assert bucket.facts["tone"] == "courteous and restrained"


def test_what_is_unknown_is_left_out():
    assert Bucket().label == "nothing known"
    assert Bucket().facts == {"tone": "warm and personal", "language": "en"}
    assert Bucket.parse(Bucket().key) == Bucket()


def test_what_no_bucket_is_called_is_an_error():
    with pytest.raises(ValueError, match="no bucket"):
        Bucket.parse("planning/medium")


@pytest.mark.parametrize(
    ("guests", "name"),
    [
        (0, "intimate"),
        (60, "intimate"),
        (61, "classic"),
        (150, "classic"),
        (151, "grand"),
        (None, ""),
        (True, ""),
        (-1, ""),
        ("90", ""),
    ],
)
def test_no_guests_are_few_and_unknown_ones_are_unknown(guests, name):
    bucket = bucket_of({"wedding": {"guests": guests}}, tone="warm", language="en")

    assert bucket.guests == name


@pytest.mark.parametrize("month", range(1, 13))
def test_seasons_are_turned_around_in_the_south(month):
    day = dt.date(2027, month, 1)
    half_a_year_later = dt.date(2027, (month + 5) % 12 + 1, 1)

    assert season_of(day, southern=True) == season_of(half_a_year_later, southern=False)


@pytest.mark.parametrize(
    ("country", "locale", "season"),
    [
        ("Italy", "en_US", "summer"),
        ("Australien", "de_CH", "winter"),
        ("", "en_NZ", "winter"),
        ("", "en", ""),
        ("Italy", "nonsense!", ""),
    ],
)
def test_a_season_is_known_where_the_hemisphere_is(country, locale, season):
    values = {"wedding": {"date": "2027-06-12", "country": country}, "locale": locale}

    assert bucket_of(values, tone="warm", language="en").season == season


def test_models_are_told_of_the_circles_that_rules_go_by():
    assert set(GUESTS) == set(CIRCLES.values()) == set(VOICE["band"])
    assert set(CIRCLES) == set(GUEST_BANDS)
