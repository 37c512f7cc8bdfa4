"""The newest word for each group of fields counts, in whatever order words arrive."""

import datetime as dt
from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.groups import Heard, newer
from crm_connectors.records import CoupleRecord, PersonRecord, WeddingRecord

JUNE, JULY = dt.date(2027, 6, 12), dt.date(2027, 7, 3)
NOON = dt.datetime(2027, 1, 1, 12, tzinfo=dt.UTC)
LENA = PersonRecord("partner_a", "Lena", "Ortiz", "lena@example.com")
RECORD = CoupleRecord("J-1", "", (LENA,), WeddingRecord(JUNE, "exact", "booked", guests=90))
PEOPLE = st.builds(
    PersonRecord,
    role=st.just("partner_a"),
    given_name=st.sampled_from(["", "Lena", "Ida"]),
    email=st.sampled_from(["", "a@example.com", "b@example.com"]),
)
WEDDINGS = st.builds(
    WeddingRecord,
    date=st.sampled_from([JUNE, JULY]),
    precision=st.just("exact"),
    life=st.sampled_from(["", "booked", "cancelled"]),
    guests=st.none() | st.integers(1, 3),
)
RECORDS = st.builds(
    CoupleRecord, external_id=st.just("J-1"), people=st.tuples(PEOPLE), wedding=WEDDINGS
)


def at(minutes):
    return NOON + dt.timedelta(minutes=minutes)


def after(words):
    """What stands here once these words, (record, minutes), have arrived one by one."""
    memory, ours = {}, {}
    for record, minutes in words:
        fresh, memory = newer(record, at(minutes), memory)
        ours |= _stated(fresh)
    return ours, memory


def _stated(record):
    wedding = record.wedding
    told = {"date": wedding.date, "life": wedding.life, "guests": wedding.guests}
    told |= {name: getattr(p, name) for p in record.people for name in ("given_name", "email")}
    return {name: value for name, value in told.items() if value not in ("", None)}


@given(st.lists(RECORDS, min_size=1, max_size=4))
def test_the_order_of_arrival_makes_no_difference(records):
    words = [(record, number) for number, record in enumerate(records)]

    assert len({str(sorted(after(order)[0].items())) for order in permutations(words)}) == 1


@given(RECORDS)
def test_the_same_word_again_is_no_news(record):
    _, memory = newer(record, NOON, {})

    fresh, again = newer(record, at(5), memory)

    assert (_stated(fresh), again.keys()) == ({}, memory.keys())


@given(RECORDS, RECORDS)
def test_an_older_word_is_never_taken(new, old):
    _, memory = newer(new, at(5), {})

    fresh, _ = newer(old, NOON, memory)

    assert _stated(fresh).keys() & _stated(new).keys() == set()


def test_only_what_changed_is_news():
    _, memory = newer(RECORD, NOON, {})

    fresh, _ = newer(replace(RECORD, wedding=replace(RECORD.wedding, guests=95)), at(1), memory)

    assert (fresh.wedding, fresh.people) == (WeddingRecord(guests=95), ())


def test_a_change_made_here_later_stands_and_the_word_is_remembered():
    moved = replace(RECORD, wedding=WeddingRecord(JULY, "exact"))
    _, memory = newer(RECORD, NOON, {})

    fresh, heard = newer(moved, at(1), memory, {"date": at(2)})
    again, _ = newer(moved, at(9), heard, {"date": at(2)})

    assert (fresh.wedding.date, again.wedding.date) == (None, None)


def test_a_name_for_both_is_a_group_of_its_own():
    named = replace(RECORD, name="The Ortizes")

    fresh, memory = newer(named, NOON, {})

    assert fresh.name == "The Ortizes"
    assert newer(named, NOON, memory)[0].name == ""


def test_what_was_heard_is_kept_as_text():
    heard = Heard("abc", NOON)

    assert Heard.of_json(heard.as_json()) == heard
