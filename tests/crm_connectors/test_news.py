"""What becomes of one thing that another system told."""

import datetime as dt
from dataclasses import replace

import pytest

from crm_connectors.cautious import Guard
from crm_connectors.news import Kept, judge
from crm_connectors.recognise import MOST_ALIKE, Known
from crm_connectors.records import PersonRecord, RowProblem, WeddingRecord
from crm_connectors.told import Told
from tests.crm_connectors.plans import JUNE, LENA, RECORD, TODAY, stored

NOON = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)


def said(record=RECORD, **more):
    return Told("J-1", NOON, record, **more)


def judged(told, kept=None, *couples):
    known = Known()
    for couple in couples:
        known.add(couple)
    return judge(told, 0, kept or Kept(), known, Guard(TODAY))


def with_wedding(**fields):
    return replace(RECORD, wedding=replace(RECORD.wedding, **fields))


def test_a_stranger_becomes_a_couple():
    news = judged(said())

    assert (news.fate.state, news.kept.state, news.fate.link) == ("created", "linked", "J-1")
    assert "date" in news.kept.heard


def test_two_of_one_page_with_one_address_are_two():
    known = Known()
    first = judge(said(), 0, Kept(), known, Guard(TODAY))
    other = Told("J-2", NOON, replace(RECORD, external_id="J-2"))

    assert first.fate.state == judge(other, 1, Kept(), known, Guard(TODAY)).fate.state == "created"


def test_what_is_not_for_us_leaves_no_trace():
    news = judged(Told("J-1", NOON, note="a portrait"))

    assert (news.fate.state, news.kept.state) == ("unchanged", "")


def test_what_can_not_be_read_is_left_out():
    news = judged(Told("J-1", NOON, problems=(RowProblem("eventDate", "No date."),)))

    assert (news.fate.state, len(news.fate.problems)) == ("skipped", 1)


def test_what_a_person_left_out_stays_out():
    assert judged(said(), Kept("refused"), stored(RECORD)).fate.state == "unchanged"


@pytest.mark.parametrize("state", ["linked", "gone"])
def test_a_couple_removed_here_is_not_brought_back(state):
    news = judged(said(), Kept(state))

    assert (news.fate.state, news.kept.state) == ("skipped", state)


def test_who_is_cancelled_before_we_knew_them_does_not_come():
    assert judged(said(with_wedding(life="cancelled"))).fate.state == "unchanged"


def test_a_couple_we_know_otherwise_is_offered_once():
    ours = replace(stored(RECORD), external_ids=frozenset())

    first = judged(said(), None, ours)
    second = judged(said(), first.kept, ours)

    assert (first.fate.state, first.candidate) == ("offered", ours.ours.wedding.id)
    assert (second.fate.state, second.kept.state) == ("unchanged", "offered")


def test_of_two_that_may_be_meant_the_one_of_that_day_is_offered():
    other = replace(stored(RECORD), external_ids=frozenset(), key="a", date=dt.date(2028, 1, 1))
    same = replace(stored(RECORD), external_ids=frozenset(), key="b")

    assert judged(said(), None, other, same).candidate == same.ours.wedding.id


def test_who_is_said_to_be_another_couple_is_made():
    ours = replace(stored(RECORD), external_ids=frozenset())

    assert judged(said(), Kept("free"), ours).fate.state == "created"


def test_an_address_of_half_the_town_tells_nobody_apart():
    crowd = [
        replace(stored(RECORD), external_ids=frozenset(), key=f"w{n}")
        for n in range(MOST_ALIKE + 1)
    ]

    assert judged(said(), None, *crowd).fate.state == "created"


def test_a_couple_that_is_linked_changes_where_they_changed():
    news = judged(said(with_wedding(guests=150)), Kept("linked"), stored(RECORD))

    assert (news.fate.state, news.fate.changes["wedding"]) == ("updated", {"guests": 150})


def test_who_is_to_be_forgotten_is_emptied_and_never_made():
    gone = replace(RECORD, people=(LENA, PersonRecord("partner_b", erased=True)))

    known = judged(said(gone), Kept("linked"), stored(RECORD))
    new = judged(said(gone))

    assert known.fate.changes["partner_b"] == {"given_name": ""}
    assert [person.role for person in new.fate.record.people] == ["partner_a"]


def test_a_booked_wedding_that_loses_its_date_is_postponed():
    booked = with_wedding(life="booked")
    lost = with_wedding(life="booked", date=None, precision="open")

    news = judged(said(lost), Kept("linked"), stored(booked))

    assert news.fate.changes["wedding"] == {"life": "postponed"}
    assert news.fate.proposed.day is None


def test_an_inquiry_without_a_date_is_an_inquiry():
    lost = with_wedding(life="inquiry", date=None, precision="open")

    news = judged(said(lost), Kept("linked"), stored(with_wedding(life="inquiry")))

    assert "life" not in news.fate.changes.get("wedding", {})


def test_a_postponed_wedding_with_a_date_is_what_they_call_it():
    open_one = with_wedding(life="postponed", date=None, precision="open")
    booked = with_wedding(life="booked")
    heard = judged(said(booked)).kept.heard
    without_date = {group: word for group, word in heard.items() if group != "date"}

    news = judged(said(booked), Kept("linked", without_date), stored(open_one))

    assert news.fate.changes["wedding"] == {"life": "booked", "date": JUNE, "precision": "exact"}


def test_a_date_moved_here_later_stands():
    moved = Kept("linked", {}, NOON + dt.timedelta(hours=1))
    other = replace(RECORD, wedding=WeddingRecord(dt.date(2027, 6, 13), "exact"))

    assert "wedding" not in judged(said(other), moved, stored(RECORD)).fate.changes
