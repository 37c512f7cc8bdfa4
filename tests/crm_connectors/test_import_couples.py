"""Couples come in: once, whole, and without harm to what is there."""

import datetime as dt

import pytest

from crm_connectors import import_couples
from crm_connectors.models import Import, ImportRow, Link
from tests.crm_connectors.imports import (
    IVY,
    LENA,
    counts,
    fresh,
    numbered,
    problems,
    take_in,
    upload,
)
from tests.factories import PersonFactory, VendorFactory, WeddingFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client, Person, Wedding


@pytest.fixture
def everything(vendor):
    """Everything this vendor's couples are, to be compared."""

    def look():
        with operator():
            return [
                sorted(
                    str(row) for row in kind.objects.filter(vendor=vendor).order_by("pk").values()
                )
                for kind in (Client, Person, Wedding, Link)
            ]

    return look


def test_a_row_becomes_a_couple_with_its_people_and_wedding(vendor):
    batch = take_in(vendor, LENA)

    with operator():
        client = Client.objects.get(vendor=vendor)
        people = list(client.people.values_list("role", "given_name", "email"))
        wedding = client.weddings.get()
    assert (client.name, client.source) == ("Lena & Marc", "csv")
    assert people == [("partner_a", "Lena", "lena@example.com"), ("partner_b", "Marc", "")]
    assert (wedding.date, wedding.precision, wedding.life, wedding.venue_name) == (
        dt.date(2027, 6, 12),
        "exact",
        "booked",
        "Fern Hall",
    )
    assert (batch.state, batch.done, batch.total, counts(batch)) == ("finished", 1, 1, (1, 0, 0, 0))


def test_the_same_file_twice_changes_nothing(vendor, everything):
    take_in(vendor, LENA, IVY)
    before = everything()

    again = take_in(vendor, LENA, IVY)

    assert counts(again) == (0, 0, 2, 0)
    assert everything() == before


def test_a_finished_import_is_left_alone(vendor, everything):
    batch = take_in(vendor, LENA)
    before = everything()

    import_couples.run(batch.pk)

    assert everything() == before


def test_an_id_is_recognised_even_when_everything_else_changed(vendor):
    take_in(vendor, IVY)

    batch = take_in(vendor, ("J-2", "Ivana", "Grant", "ivana@example.com", "2027-08-07", "", ""))

    with operator():
        assert counts(batch) == (0, 1, 0, 0)
        assert Wedding.objects.get(vendor=vendor).date == dt.date(2027, 8, 7)
        assert Client.objects.get(vendor=vendor).name == "Ivana & Grant"


def test_an_empty_cell_never_blanks_and_an_unmapped_column_never_changes(vendor):
    take_in(vendor, LENA)
    with operator():
        Wedding.objects.filter(vendor=vendor).update(style="rustic", guests=120)

    take_in(vendor, ("", "Helena", "", "lena@example.com", "2027-06-12", "", ""))

    with operator():
        wedding = Wedding.objects.get(vendor=vendor)
        lena, marc = Person.objects.filter(vendor=vendor).order_by("role")
    assert (wedding.venue_name, wedding.style, wedding.guests) == ("Fern Hall", "rustic", 120)
    assert (lena.given_name, marc.given_name) == ("Helena", "Marc")


def test_a_couple_made_by_hand_is_recognised(vendor):
    wedding = WeddingFactory(client__vendor=vendor, date=dt.date(2027, 6, 12), venue_name="")
    PersonFactory(client=wedding.client, given_name="Lena", email="lena@example.com")

    batch = take_in(vendor, LENA)

    with operator():
        assert counts(batch) == (0, 1, 0, 0)
        assert Wedding.objects.get(vendor=vendor).venue_name == "Fern Hall"


def test_one_bad_row_never_stops_the_rest(vendor):
    bad = ("", "Ida", "Sven", "ida@example", "2027-06-12", "", "")

    batch = take_in(vendor, LENA, bad, IVY)

    assert (counts(batch), batch.problems) == ((2, 0, 0, 1), 1)
    assert problems(batch) == [(3, "“ida@example” is not an e-mail address: please check it.")]


def test_a_couple_that_stands_twice_in_a_file_comes_in_once_across_chunks(vendor, monkeypatch):
    monkeypatch.setattr(import_couples, "CHUNK", 2)

    batch = take_in(vendor, LENA, LENA, IVY, LENA)

    assert counts(batch) == (2, 0, 0, 2)
    assert [number for number, _ in problems(batch)] == [3, 5]


def test_text_that_looks_like_a_formula_is_kept_as_text(vendor):
    evil = '=HYPERLINK("http://x.example")'

    take_in(vendor, ("", "Lena", "<img onerror=x>", "lena@example.com", "", evil, ""))

    with operator():
        assert Wedding.objects.get(vendor=vendor).venue_name == evil
        assert Client.objects.get(vendor=vendor).name == "Lena & <img onerror=x>"


def test_consent_is_claimed_only_where_a_column_says_yes(vendor):
    claims = []
    batch = upload(vendor, LENA, IVY)

    import_couples.run(batch.pk, on_consent=claims.extend)

    assert [(claim.email, claim.evidence) for claim in claims] == [
        ("lena@example.com", "couples.csv, row 2, Consent: yes")
    ]


def test_another_vendors_couple_is_nobody_we_know(vendor):
    stranger = VendorFactory()
    take_in(stranger, LENA, IVY)

    batch = take_in(vendor, LENA, IVY)

    with operator():
        assert counts(batch) == (2, 0, 0, 0)
        assert Client.objects.filter(vendor=stranger).count() == 2


def test_a_file_that_breaks_a_limit_at_its_end_brings_nothing_in(vendor, everything):
    before = everything()

    with pytest.raises(Refusal, match="A cell in row 3 holds more than 10,000 characters"):
        upload(vendor, LENA, ("", "x" * 10_001))

    with operator():
        assert not Import.objects.filter(vendor=vendor).exists()
    assert everything() == before


def test_a_file_whose_columns_do_not_suffice_fails_and_says_what_lacks(vendor, everything):
    batch = upload(vendor, ("Lena", "x"), header=("First name", "Emial"))
    before = everything()

    with pytest.raises(Refusal):
        import_couples.run(batch.pk)

    failed = fresh(batch)
    assert (failed.state, failed.done) == ("failed", 0)
    assert failed.failure == (
        "There is no column for a way to recognise the couple: an e-mail address or an id."
        " Is it “Emial”?"
    )
    assert everything() == before


def test_a_mapping_that_was_mended_lets_a_failed_import_run(vendor):
    batch = upload(vendor, ("Lena", "lena@example.com"), header=("First name", "Emial"))
    with pytest.raises(Refusal):
        import_couples.run(batch.pk)
    with operator():
        Import.objects.filter(pk=batch.pk).update(mapping={"Emial": "partner_a.email"})

    assert counts(import_couples.run(batch.pk)) == (1, 0, 0, 0)


def test_the_file_is_forgotten_and_the_end_is_told_once(vendor):
    batch = take_in(vendor, LENA)

    import_couples.run(batch.pk)

    with operator():
        event = Event.objects.get(vendor=vendor, verb="import.finished")
    assert fresh(batch).file is None
    assert event.data["created"] == 1


def test_an_id_whose_couple_was_removed_goes_to_the_couple_that_comes_anew(vendor):
    take_in(vendor, IVY)
    with operator():
        ImportRow.objects.all().delete()
        for kind in (Person, Wedding, Client):
            kind.objects.filter(vendor=vendor)._raw_delete("default")

    batch = take_in(vendor, IVY)

    with operator():
        assert counts(batch) == (1, 0, 0, 0)
        assert Link.objects.get(vendor=vendor).object_id == Wedding.objects.get(vendor=vendor).pk


def test_a_chunk_takes_the_same_number_of_queries_however_many_rows_it_has(
    vendor, django_assert_num_queries
):
    for first, rows in ((100, 1), (200, 3), (300, 50)):
        batch = upload(vendor, *numbered(rows, first))
        with django_assert_num_queries(34):
            import_couples.run(batch.pk)
