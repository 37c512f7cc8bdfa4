"""Couples come in: once, whole, and without harm to what is there."""

import datetime as dt

import pytest

from crm_connectors import import_couples
from crm_connectors.models import Import
from tests.crm_connectors.imports import (
    AGREED,
    IVY,
    LENA,
    counts,
    fresh,
    numbered,
    problems,
    state_of,
    take_in,
    upload,
)
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client, Wedding


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


def test_one_bad_row_never_stops_the_rest(vendor):
    bad = ("", "Ida", "Sven", "ida@example", "2027-06-12", "", "")

    batch = take_in(vendor, LENA, bad, IVY)

    assert (counts(batch), batch.problems) == ((2, 0, 0, 1), 1)
    assert problems(batch) == [(3, "“ida@example” is not an e-mail address: please check it.")]


def test_text_that_looks_like_a_formula_is_kept_as_text(vendor):
    evil = '=HYPERLINK("http://x.example")'

    take_in(vendor, ("", "Lena", "<img onerror=x>", "lena@example.com", "", evil, ""))

    with operator():
        assert Wedding.objects.get(vendor=vendor).venue_name == evil
        assert Client.objects.get(vendor=vendor).name == "Lena & <img onerror=x>"


def test_consent_is_claimed_only_where_a_column_says_yes(vendor):
    claims = []
    batch = upload(vendor, AGREED, IVY)

    import_couples.run(batch.pk, on_consent=claims.extend)

    assert [(claim.email, claim.evidence) for claim in claims] == [
        ("lena@example.com", "couples.csv, row 2, Consent: yes")
    ]


def test_a_file_that_breaks_a_limit_at_its_end_brings_nothing_in(vendor):
    before = state_of(vendor)

    with pytest.raises(Refusal, match="A cell in row 3 holds more than 10,000 characters"):
        upload(vendor, LENA, ("", "x" * 10_001))

    with operator():
        assert not Import.objects.filter(vendor=vendor).exists()
    assert state_of(vendor) == before


def test_a_file_whose_columns_do_not_suffice_fails_and_says_what_lacks(vendor):
    batch = upload(vendor, ("Lena", "x"), header=("First name", "Emial"))
    before = state_of(vendor)

    with pytest.raises(Refusal):
        import_couples.run(batch.pk)

    failed = fresh(batch)
    assert (failed.state, failed.done) == ("failed", 0)
    assert failed.failure == (
        "There is no column for a way to recognise the couple: an e-mail address or an id."
        " Is it “Emial”?"
    )
    assert state_of(vendor) == before


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


def test_a_chunk_takes_the_same_number_of_queries_however_many_rows_it_has(
    vendor, django_assert_num_queries
):
    for first, rows in ((100, 1), (200, 3), (300, 50)):
        batch = upload(vendor, *numbered(rows, first))
        with django_assert_num_queries(34):
            import_couples.run(batch.pk)
