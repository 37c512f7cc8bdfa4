"""What to look at before a launch, each with what mends it."""

import datetime as dt

import pytest
from django.utils.timezone import now as current_time

from campaigns.broadcasts.review import set_rule
from personalization.compile import compile_draft
from personalization.draft import Draft
from personalization.sign_off import Needs
from tests.campaigns.stage import PHONE, made, people
from tests.factories import VariantFactory
from wedsync.analytics.preflight import FIXES, preflight
from wedsync.billing.models import Price
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db
CENT = 10_000


@pytest.fixture(autouse=True)
def _here(as_vendor):
    """The whole test runs as the vendor."""


def checks(campaign):
    return preflight(campaign, campaign.vendor, current_time())


def said(campaign):
    return [(check.mark, check.text) for check in checks(campaign)]


@pytest.fixture
def texting(vendor):
    with operator():
        Price.objects.create(
            vendor=vendor, channel="sms", micros=CENT, currency="USD", unit="message",
            from_day=dt.date(2020, 1, 1),
        )  # fmt: skip
    people(vendor, 4, phone=PHONE)
    return lambda **fields: made("sms", vendor=vendor, **fields)


def test_a_campaign_without_a_flaw_has_nothing_in_its_way(vendor):
    people(vendor, 2)

    assert said(made("email", vendor=vendor)) == [("yes", "Nothing else stands in its way.")]


def test_what_stops_a_launch_stands_first_with_its_fix(vendor):
    people(vendor, 1)
    set_rule(vendor, Needs.OWNER, actor="user:1")

    found = checks(made("email", vendor=vendor, strategy="chain"))

    assert [check.text for check in found[:2]] == [
        "Choose a second channel, or one channel only.",
        "Somebody has to approve it first.",
    ]
    assert all(check.fix for check in found[:2])


def test_a_channel_the_template_does_not_speak_on_is_named(vendor):
    people(vendor, 1)
    campaign = made("email", vendor=vendor)
    campaign.strategy, campaign.further = "chain", ["sms"]

    assert said(campaign) == [("no", "This template says nothing by SMS.")]


def test_every_reason_against_a_launch_has_a_fix():
    assert {"no_content", "no_sender", "no_postal_address", "not_approved"} <= set(FIXES)


def test_people_are_counted_by_the_channel_they_get(vendor):
    people(vendor, 2, phone=PHONE)
    people(vendor, 1)
    people(vendor, 1, email="")

    found = said(made("sms", "email", vendor=vendor, strategy="chain"))

    assert ("yes", "Of the first 4: 3 by SMS, 1 by E-mail.") in found
    assert ("wait", "1 of 4 have no address on any of your channels.") in found


def test_missing_fields_are_counted(vendor):
    people(vendor, 3)
    blocks = [{"type": "text", "text": "Write to {{ vendor.website }}."}]
    gap = compile_draft(Draft(subject="Where to look", blocks=blocks), purpose="helpful")
    version = VariantFactory(version__template__vendor=vendor, compiled=gap).version

    found = said(made("email", vendor=vendor, version=version))

    assert any(mark == "wait" and "is missing for 3 of 3 people" in text for mark, text in found)


@pytest.mark.parametrize(
    ("budget", "mark", "text"),
    [
        ({}, "note", "It costs about $0.04, and has no budget of its own."),
        (
            {"budget_micros": 4 * CENT, "budget_currency": "USD"},
            "yes",
            "It costs about $0.04, within its budget of $0.04.",
        ),
        (
            {"budget_micros": 3 * CENT, "budget_currency": "USD"},
            "wait",
            "It costs about $0.04: more than its budget of $0.03, so it stops before the last.",
        ),
        (
            {"budget_micros": 9 * CENT, "budget_currency": "EUR"},
            "no",
            "It costs about $0.04; a budget in EUR can't be kept.",
        ),
    ],
)
def test_what_it_costs_is_set_against_its_budget(texting, budget, mark, text):
    assert (mark, text) in said(texting(**budget))


def test_it_asks_no_more_for_forty_than_for_four(vendor, django_assert_max_num_queries):
    people(vendor, 40, phone=PHONE)
    campaign = made("sms", "email", vendor=vendor, strategy="preferred")

    with django_assert_max_num_queries(32):
        checks(campaign)
