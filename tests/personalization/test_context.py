"""The values of a context say what is known and leave out what isn't."""

import datetime as dt

import pytest

from personalization.context import (
    Context,
)

TODAY = dt.date(2027, 5, 1)
LENA = {"role": "partner_a", "given_name": "Lena", "family_name": "Hoffmann", "language": ""}
MARC = {"role": "partner_b", "given_name": "Marc", "family_name": "Rossi", "language": ""}
PLANNER = {"role": "planner", "given_name": "Ida", "family_name": "", "language": "de"}
VENDOR = {"name": "Atelier Lumen", "kind": "photographer", "locale": "en_GB", "accent": "#8a3b4d"}
WEDDING = {"date": dt.date(2027, 6, 12), "precision": "exact", "venue_name": "Villa Aurora"}


def values(**changes):
    facts = {
        "today": TODAY,
        "vendor": VENDOR,
        "client": {"name": "Lena & Marc"},
        "person": LENA,
        "people": [MARC, LENA, PLANNER],
        "wedding": WEDDING,
    }
    return Context(**{**facts, **changes}).values()


def test_what_is_known_is_there_in_the_readers_words():
    assert values() == {
        "locale": "en_GB",
        "couple": {"names": "Lena & Marc", "first_names": "Lena & Marc"},
        "person": {
            "first_name": "Lena",
            "last_name": "Hoffmann",
            "full_name": "Lena Hoffmann",
            "role": "partner_a",
        },
        "partner": {"first_name": "Marc", "last_name": "Rossi", "full_name": "Marc Rossi"},
        "wedding": {
            "date": "2027-06-12",
            "date_long": "Saturday, 12 June 2027",
            "weekday": "Saturday",
            "month": "June 2027",
            "year": 2027,
            "days_to_go": 42,
            "weeks_to_go": 6,
            "venue": "Villa Aurora",
            "stage": "planning",
        },
        "voice": {"lead": "inspiration", "language": "en-GB"},
        "made_by": {
            "rules": [
                {
                    "code": "stage.lead.inspiration",
                    "reason": "They are still planning: ideas come first.",
                },
                {
                    "code": "language.language.en-GB",
                    "reason": "No language is noted for either of them, so it is yours.",
                },
            ]
        },
        "vendor": {"name": "Atelier Lumen", "kind": "photographer"},
        "brand": {"accent": "#8a3b4d", "on_accent": "#ffffff"},
    }


def test_zero_guests_is_a_number_and_unknown_guests_are_not():
    assert values(wedding={**WEDDING, "guests": 0})["wedding"]["guests"] == 0
    assert "guests" not in values(wedding={**WEDDING, "guests": None})["wedding"]


def test_without_a_wedding_nothing_is_said_of_it():
    assert values(wedding=None)["wedding"] == {}


@pytest.mark.parametrize(
    ("wedding", "known"),
    [
        ({"date": None, "precision": "open"}, {"stage": "planning"}),
        (
            {"date": dt.date(2027, 6, 1), "precision": "month"},
            {"stage": "planning", "month": "June 2027", "year": 2027},
        ),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(wedding, known):
    assert values(wedding=wedding)["wedding"] == known


def test_after_the_wedding_days_are_counted_the_other_way():
    wedding = values(today=dt.date(2027, 6, 20))["wedding"]

    assert (wedding["days_since"], wedding["anniversary"], wedding["stage"]) == (
        8,
        1,
        "post_wedding",
    )
    assert "days_to_go" not in wedding


def test_days_of_events_belong_to_the_wedding():
    assert values(today=dt.date(2027, 6, 11), days=[dt.date(2027, 6, 11)])["wedding"]["stage"] == (
        "day_of"
    )


def test_a_planner_has_no_partner_and_a_partner_may_be_unknown():
    assert values(person=PLANNER)["partner"] == {}
    assert values(people=[LENA])["partner"] == {}
    assert values(people=[LENA])["couple"]["first_names"] == "Lena"
