"""Who a campaign reaches."""

import datetime as dt

import pytest

from campaigns.segments.audience import Audience, parse, people, to_json
from tests.factories import PersonFactory, SegmentFactory, WeddingFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import tenant

SUMMER, AUTUMN = dt.date(2027, 6, 19), dt.date(2027, 10, 2)
BOOKED = {"field": "life", "is": "is", "value": ["booked"]}


@pytest.fixture
def couple(db):
    person = PersonFactory()
    WeddingFactory(client=person.client, date=SUMMER)
    with tenant(person.vendor_id):
        yield person


@pytest.mark.parametrize(
    ("raw", "fits"),
    [
        ({}, True),
        ({"role": "planner"}, False),
        ({"wedding_from": "2027-06-19", "wedding_to": "2027-06-19"}, True),
        ({"wedding_from": "2027-10-02"}, False),
        ({"wedding_to": "2027-06-18"}, False),
        ({"life": "cancelled"}, False),
        ({"life": ""}, True),
        ({"tag": "past"}, False),
        ({"conditions": []}, True),
        ({"conditions": [BOOKED, {"not": BOOKED}]}, False),
        ({"role": "other", "conditions": []}, False),
    ],
)
def test_conditions(couple, raw, fits):
    assert list(people(parse(raw))) == ([couple] if fits else [])


def test_a_tag_is_found(couple):
    couple.client.tags = ["past", "vip"]
    couple.client.save()

    assert list(people(parse({"tag": "past"}))) == [couple]


def test_of_several_weddings_the_earliest_that_fits_is_meant(couple):
    later = WeddingFactory(client=couple.client, date=AUTUMN)

    assert people(parse({"wedding_from": "2027-10-02"})).get().meant == later.pk
    assert people(Audience()).get().meant != later.pk


def test_everything_must_hold_for_one_wedding(couple):
    """A small one in June and a large one in October are no large one in June."""
    WeddingFactory(client=couple.client, date=AUTUMN, guests=200)
    large = {"field": "guests", "is": "over", "value": 100}
    june = {"field": "date", "is": "until", "value": "2027-06-30"}

    assert list(people(parse({"conditions": [large]}))) == [couple]
    assert list(people(parse({"conditions": [large, june]}))) == []


def test_archived_clients_are_left_alone(couple):
    couple.client.archived_at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    couple.client.save()

    assert list(people(Audience())) == []


def test_a_segment_is_asked_as_it_is_today(couple):
    segment = SegmentFactory(vendor=couple.vendor, tree=[BOOKED])
    audience = parse({"conditions": [{"segment": str(segment.pk)}]})

    assert list(people(audience)) == [couple]

    segment.tree = [{"not": BOOKED}]
    segment.save()

    assert list(people(audience)) == []


def test_a_segment_of_another_vendor_is_not_there(couple):
    foreign = SegmentFactory(tree=[])

    with pytest.raises(Refusal, match="no longer there"):
        people(parse({"conditions": [{"segment": str(foreign.pk)}]}))


def test_what_was_stored_before_there_were_conditions_is_read():
    old = {"role": "couple", "wedding_from": "2027-06-19", "wedding_to": None} | {
        "life": "booked",
        "tag": "vip",
    }

    assert to_json(parse(old)) == {
        "role": "couple",
        "conditions": [
            BOOKED,
            {"field": "date", "is": "from", "value": "2027-06-19"},
            {"field": "tag", "is": "has", "value": ["vip"]},
        ],
    }


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"role": "planner", "conditions": [BOOKED]},
        {"role": "reachable", "channel": "sms", "conditions": []},
        {"role": "then_other", "channel": "email", "hours": 24, "conditions": []},
    ],
)
def test_an_audience_survives_its_json(raw):
    audience = parse(raw)

    assert parse(to_json(audience)) == audience


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ({"colour": "red"}, "no condition called 'colour'"),
        ({"conditions": [], "tag": "vip"}, "no condition called 'tag'"),
        ({"role": "uncle"}, "Nobody has the role 'uncle'"),
        ({"role": "reachable", "channel": "pigeon", "conditions": []}, "reached by 'pigeon'"),
        ({"role": "then_other", "hours": 0, "conditions": []}, "Wait 1 to 336 hours"),
        ({"life": "sad"}, r"conditions\[0\]: 'sad' is not one of"),
        ({"wedding_from": "June"}, "'June' is not a day"),
        ({"wedding_from": 7}, "7 is not a day"),
        ({"wedding_from": "2027-06-19", "wedding_to": "2027-06-18"}, "ends before it begins"),
    ],
)
def test_a_wrong_condition_is_named(raw, sentence):
    with pytest.raises(Refusal, match=sentence):
        parse(raw)
