"""Who a campaign reaches."""

import datetime as dt

import pytest

from campaigns.audience import Audience, parse, people, to_json
from tests.factories import PersonFactory, WeddingFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import tenant

SUMMER, AUTUMN = dt.date(2027, 6, 19), dt.date(2027, 10, 2)


@pytest.fixture
def couple(db):
    person = PersonFactory()
    WeddingFactory(client=person.client, date=SUMMER)
    with tenant(person.vendor_id):
        yield person


@pytest.mark.parametrize(
    ("audience", "fits"),
    [
        (Audience(), True),
        (Audience(role="planner"), False),
        (Audience(wedding_from=SUMMER, wedding_to=SUMMER), True),
        (Audience(wedding_from=AUTUMN), False),
        (Audience(wedding_to=SUMMER - dt.timedelta(days=1)), False),
        (Audience(life="cancelled"), False),
        (Audience(life=""), True),
        (Audience(tag="past"), False),
    ],
)
def test_conditions(couple, audience, fits):
    assert list(people(audience)) == ([couple] if fits else [])


def test_a_tag_is_found(couple):
    couple.client.tags = ["past", "vip"]
    couple.client.save()

    assert list(people(Audience(tag="past"))) == [couple]


def test_of_several_weddings_the_earliest_that_fits_is_meant(couple):
    later = WeddingFactory(client=couple.client, date=AUTUMN)

    assert people(Audience(wedding_from=AUTUMN)).get().meant == later.pk
    assert people(Audience()).get().meant != later.pk


def test_archived_clients_are_left_alone(couple):
    couple.client.archived_at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    couple.client.save()

    assert list(people(Audience())) == []


def test_an_audience_survives_its_json():
    audience = Audience("couple", SUMMER, AUTUMN, "booked", "vip")

    assert parse(to_json(audience)) == audience


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ({"colour": "red"}, "no condition called 'colour'"),
        ({"role": "uncle"}, "Nobody has the role 'uncle'"),
        ({"life": "sad"}, "No wedding is 'sad'"),
        ({"wedding_from": "June"}, "'June' is not a day"),
        ({"wedding_from": 7}, "7 is not a day"),
        ({"wedding_from": "2027-06-19", "wedding_to": "2027-06-18"}, "ends before it begins"),
    ],
)
def test_a_wrong_condition_is_named(raw, sentence):
    with pytest.raises(Refusal, match=sentence):
        parse(raw)
