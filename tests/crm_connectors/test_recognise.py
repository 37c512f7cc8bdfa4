"""Who is somebody we know."""

import datetime as dt

import pytest

from crm_connectors.recognise import MOST_ALIKE, Couple, Doubt, Known, recognise
from crm_connectors.records import CoupleRecord, PersonRecord, WeddingRecord

JUNE, JULY = dt.date(2027, 6, 12), dt.date(2027, 7, 3)
EMAIL = "lena@example.com"


def record(external_id="", date=JUNE, precision="exact", names=("Lena", "Marc"), email=EMAIL):
    people = (
        PersonRecord("partner_a", names[0], email=email),
        PersonRecord("partner_b", names[1]),
    )
    return CoupleRecord(external_id, "", people, WeddingRecord(date, precision))


def couple(key="w1", date=JUNE, precision="exact", names=("lena", "marc"), ids=(), email=EMAIL):
    return Couple(key, frozenset(names), date, precision, frozenset({email}), frozenset(ids))


def known(*couples):
    known = Known()
    for each in couples:
        known.add(each)
    return known


def test_an_id_recognises_even_with_everything_else_changed():
    ours = couple(ids=["J-1"])
    other = record("J-1", JULY, names=("Ida", "Sven"), email="new@example.com")

    assert recognise(other, known(ours)) == ours


def test_an_address_and_a_date_recognise():
    june, july = couple("w1", JUNE), couple("w2", JULY)

    assert recognise(record(date=JULY), known(june, july)) == july


def test_somebody_else_is_new():
    assert recognise(record(email="ivy@example.com"), known(couple())) is None
    assert recognise(record("J-9", email=""), known(couple())) is None


def test_a_date_that_is_found_at_last_fills_the_open_one():
    open_one = couple(date=None, precision="open")

    assert recognise(record(), known(open_one)) == open_one


def test_a_row_without_a_date_is_about_the_only_wedding_with_that_address():
    assert recognise(record(date=None, precision=""), known(couple())) == couple()


def test_a_row_without_a_date_is_doubtful_where_there_are_two_weddings():
    with pytest.raises(Doubt, match="several weddings with this e-mail address"):
        recognise(record(date=None, precision=""), known(couple("w1"), couple("w2", JULY)))


def test_a_moved_date_is_asked_about_not_made_a_second_wedding():
    with pytest.raises(Doubt, match="a wedding on 12 June 2027; this row says 3 July 2027"):
        recognise(record(date=JULY), known(couple()))


def test_other_people_with_the_same_address_are_another_couple():
    ivy = record(date=JULY, names=("Ivy", "Grant"))

    assert recognise(ivy, known(couple())) is None


def test_two_ids_over_there_are_two_couples():
    assert recognise(record("J-2", JULY), known(couple(ids=["J-1"]))) is None


def test_two_ids_for_one_address_and_date_are_a_doubt():
    with pytest.raises(Doubt, match="already here under the id J-1"):
        recognise(record("J-2"), known(couple(ids=["J-1"])))


def test_an_id_is_added_to_a_couple_that_had_none():
    assert recognise(record("J-1"), known(couple())) == couple()


def test_an_address_that_everybody_has_recognises_nobody():
    crowd = known(*(couple(f"w{n}", names=[f"n{n}"]) for n in range(MOST_ALIKE + 1)))

    with pytest.raises(Doubt, match="can't tell them apart"):
        recognise(record(), crowd)
    assert recognise(record("J-1"), crowd) is None


def test_a_dry_run_remembers_only_whom_it_has_met():
    met, passed = couple("w1"), couple("w2", JULY, email="ivy@example.com")
    before = known(met, passed)
    before.rows[met.key] = 2

    before.forget()

    assert {email for email, couples in before.by_email.items() if couples} == {EMAIL}
    assert recognise(record(), before) == met
