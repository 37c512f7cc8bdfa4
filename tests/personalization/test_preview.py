"""A preview is what would be sent, or says why nothing would."""

import datetime as dt

from personalization.context import with_links
from personalization.gather import contexts_for
from personalization.preview import (
    PREFERENCES,
    UNSUBSCRIBE,
    preview,
    preview_sample,
    preview_values,
)
from personalization.render import render
from tests.factories import PersonFactory, VariantFactory, WeddingFactory
from tests.personalization.drafts import EVERYTHING, compiled

DAY = dt.date(2027, 6, 1)


def variant_of(vendor, **changes):
    return VariantFactory(version__template__vendor=vendor, compiled=compiled(**changes))


def test_it_is_what_the_person_would_get_on_that_day(vendor, as_vendor):
    person = PersonFactory(client__vendor=vendor)
    wedding = WeddingFactory(client=person.client)
    variant = variant_of(vendor, subject="{{ wedding.days_to_go }} days")
    midday = dt.datetime(2027, 6, 1, 20, tzinfo=dt.UTC)

    seen = preview(variant, person, wedding, day=DAY)

    sent = contexts_for([(person.pk, wedding.pk)], vendor, midday)[person.pk, wedding.pk]
    linked = with_links(sent, unsubscribe=UNSUBSCRIBE, preferences=PREFERENCES)
    assert seen.content == render(variant.compiled, linked)
    assert seen.content.subject == "18 days"
    assert (seen.reason, seen.missing) == ("", ())


def test_it_says_which_rules_fired_and_how_well_it_fits(vendor, as_vendor):
    person = PersonFactory(client__vendor=vendor)
    variant = variant_of(vendor)

    seen = preview(variant, person, WeddingFactory(client=person.client), day=DAY)

    assert "stage.lead.logistics" in [reason["code"] for reason in seen.made["rules"]]
    assert sum(points for _, _, points in seen.made["parts"]) == seen.made["score"]
    frozen = preview_values(variant, {"made_by": {**seen.made, "score": 7}})
    assert frozen.made["score"] == 7


def test_what_is_missing_is_named_instead(vendor, as_vendor):
    person = PersonFactory(client__vendor=vendor)
    variant = variant_of(vendor, subject="{{ wedding.venue }}", preheader="{{ wedding.city }}")

    seen = preview(variant, person, None, day=DAY)

    assert seen.content is None
    assert seen.reason.startswith("wedding.venue is missing")
    assert seen.missing == ("wedding.city", "wedding.venue")


def test_every_condition_says_whether_it_holds(vendor):
    variant = variant_of(vendor, blocks=EVERYTHING.blocks)

    seen = preview_sample(variant)

    assert [(one.where, one.holds) for one in seen.conditions] == [
        ("Block 2 (text)", True),
        ("Block 3 (columns)", True),
        ("Block 3 (columns), column 2, block 1 (button)", True),
        ("Block 7 (timeline)", True),
    ]


def test_a_value_that_does_not_fit_is_a_reason_too(vendor):
    variant = variant_of(vendor)
    variant.compiled["subject"] = "{{ wedding.date | date: '%Q' }}"
    variant.compiled["digest"] = "changed"

    seen = preview_sample(variant)

    assert seen.content is None
    assert seen.reason.startswith("'%Q' is no part of a date.")
    assert seen.missing == ()
