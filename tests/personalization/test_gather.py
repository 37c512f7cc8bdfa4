"""The facts of many people are gathered in the same five queries as those of one."""

import datetime as dt

import pytest

from personalization.gather import contexts_for, gather
from tests.factories import (
    ClientFactory,
    PersonFactory,
    VendorFactory,
    WeddingDayFactory,
    WeddingFactory,
)
from wedsync.weddings.busy import peak_of

NOON = dt.datetime(2027, 5, 1, 12, tzinfo=dt.UTC)


def couple(vendor):
    client = ClientFactory(vendor=vendor, name="Lena & Marc")
    lena = PersonFactory(client=client, role="partner_a", given_name="Lena")
    PersonFactory(client=client, role="partner_b", given_name="Marc")
    return lena.pk, WeddingFactory(client=client, venue_name="Villa Aurora", guests=0).pk


@pytest.mark.parametrize("many", [1, 3])
def test_however_many_it_takes_five_queries(vendor, as_vendor, many, django_assert_num_queries):
    pairs = [couple(vendor) for _ in range(many)]
    peak_of(vendor, NOON)  # once a day

    with django_assert_num_queries(5):
        found = contexts_for(pairs, vendor, NOON)

    assert list(found) == pairs
    for values in found.values():
        assert values["couple"] == {"names": "Lena & Marc", "first_names": "Lena & Marc"}
        assert values["partner"]["first_name"] == "Marc"
        assert values["wedding"]["venue"] == "Villa Aurora"
        assert values["wedding"]["guests"] == 0
        assert values["vendor"]["kind"] == "photographer"


def test_a_person_may_be_written_to_without_a_wedding(vendor, as_vendor):
    person = PersonFactory(client__vendor=vendor)

    values = contexts_for([(person.pk, None)], vendor, NOON)[person.pk, None]

    assert values["wedding"] == {}
    assert values["person"]["first_name"] == "Lena"


def test_today_is_the_day_at_the_venue(vendor, as_vendor):
    person = PersonFactory(client__vendor=vendor)
    auckland = WeddingFactory(client=person.client, timezone="Pacific/Auckland")
    at_home = WeddingFactory(client=person.client, timezone="")
    evening = dt.datetime(2027, 5, 1, 20, tzinfo=dt.UTC)

    found = gather([(person.pk, auckland.pk), (person.pk, at_home.pk)], vendor, evening)

    assert [context.today.day for context in found.values()] == [2, 1]


def test_every_day_of_a_wedding_counts(vendor, as_vendor):
    person = PersonFactory(client__vendor=vendor)
    wedding = WeddingFactory(client=person.client)
    WeddingDayFactory(wedding=wedding, day=wedding.date - dt.timedelta(days=1), kind="rehearsal")
    eve = dt.datetime.combine(wedding.date - dt.timedelta(days=1), dt.time(20), dt.UTC)

    values = contexts_for([(person.pk, wedding.pk)], vendor, eve)[person.pk, wedding.pk]

    assert values["wedding"]["stage"] == "day_of"


def test_another_vendors_person_is_nobody(vendor, as_vendor):
    stranger = PersonFactory(client__vendor=VendorFactory())

    with pytest.raises(KeyError):
        gather([(stranger.pk, None)], vendor, NOON)


def test_the_run_of_the_day_is_told_line_by_line(vendor, as_vendor):
    person = PersonFactory(client__vendor=vendor, language="de")
    wedding = WeddingFactory(client=person.client)
    for kind, hour in (("reception", 18), ("ceremony", 15)):
        WeddingDayFactory(wedding=wedding, day=wedding.date, kind=kind, starts_at=dt.time(hour))

    values = contexts_for([(person.pk, wedding.pk)], vendor, NOON)[person.pk, wedding.pk]

    assert values["wedding"]["events"] == ["15:00: Trauung", "18:00: Fest"]


def test_a_day_that_is_open_has_no_hours(vendor, as_vendor):
    person = PersonFactory(client__vendor=vendor)
    wedding = WeddingFactory(client=person.client, precision="month")
    WeddingDayFactory(wedding=wedding, day=wedding.date, kind="ceremony")

    values = contexts_for([(person.pk, wedding.pk)], vendor, NOON)[person.pk, wedding.pk]

    assert "events" not in values["wedding"]
