"""Which events of a calendar are weddings, and whose."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.occasions import Occasion, diary, is_calendar, names_in
from tests.crm_connectors.calendars import DENTIST, JUNE, LENA, calendar
from tests.crm_connectors.outcome import outcome
from wedsync.lib.refusal import Refusal

PORTLAND = ZoneInfo("America/Los_Angeles")
EVENING = "20270613T010000Z"  # the 12th, six in the evening, in Portland


def only(*events, **about):
    [found] = diary(calendar(*events, **about)).weddings
    return found


def test_a_wedding_has_its_names_its_day_and_its_place():
    changed = dt.datetime(2026, 11, 2, 10, tzinfo=dt.UTC)

    found = only({**LENA, "LAST-MODIFIED": "20261102T100000Z"})

    title = "Wedding: Lena & Marc @ Fern Hall"
    day = dt.date(2027, 6, 12)
    assert found == Occasion("lena@cal", title, "Lena & Marc", day, "Fern Hall", "", changed)


def test_what_is_no_wedding_is_counted():
    found = diary(calendar(LENA, DENTIST, {"UID": "n", "SUMMARY": "Wedding without a day"}))

    assert (found.name, len(found.weddings), found.others) == ("Bookings", 1, 2)


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Lena & Marc", "Lena & Marc"),
        ("Lena & Marc Wedding", "Lena & Marc"),
        ("Wedding - Lena Ortiz and Marc Weber (full day)", "Lena Ortiz and Marc Weber"),
        ("Hochzeit: Anna und Ben | 10 h", "Anna und Ben"),
        ("Boda de Ana y Luis", "Ana y Luis"),
        ("Smith-Jones / Lee", "Smith-Jones / Lee"),
        ("Wedding at Fern Hall", ""),
        ("Wedding", ""),
        ("Lena, Marc & Tom & Ida", ""),
    ],
)
def test_a_title_names_two_people_or_nobody(title, names):
    assert names_in(title) == names


@pytest.mark.parametrize(
    ("further", "counts"),
    [
        ({"SUMMARY": "Lena & Marc"}, True),
        ({"SUMMARY": "Long shift"}, False),
        ({"SUMMARY": "Ortiz", "CATEGORIES": "VIP,Wedding"}, True),
        ({"RRULE": "FREQ=YEARLY"}, False),
    ],
)
def test_it_is_a_wedding_by_its_words_or_by_a_whole_day_for_two(further, counts):
    assert len(diary(calendar({**LENA, **further})).weddings) == counts


def test_an_hour_for_two_is_no_wedding():
    lunch = {"UID": "l", "DTSTART": "20270612T120000", "SUMMARY": "Lena & Marc"}

    assert diary(calendar(lunch)).weddings == ()


@pytest.mark.parametrize(
    ("start", "day"),
    [
        ({"DTSTART": EVENING}, 12),
        ({"DTSTART": "20270612T233000"}, 12),
        ({"DTSTART;TZID=Europe/Berlin": "20270612T010000"}, 12),
    ],
)
def test_the_day_is_that_of_the_place(start, day):
    event = {"UID": "1", "SUMMARY": "Wedding", **start}
    theirs = only(event, zone="America/Los_Angeles")
    [ours] = diary(calendar(event), PORTLAND).weddings

    assert theirs.day == ours.day == dt.date(2027, 6, day)


def test_a_zone_nobody_knows_is_ours():
    event = {"UID": "1", "SUMMARY": "Wedding", "DTSTART": EVENING}

    [found] = diary(calendar(event, zone="Mars/Olympus"), PORTLAND).weddings

    assert found.day == dt.date(2027, 6, 12)


def test_of_one_event_told_twice_the_younger_counts():
    old = {**LENA, "DTSTAMP": "20261101T100000Z"}
    new = {**LENA, "DTSTAMP": "20261102T100000", "STATUS": "CANCELLED"}

    assert only(old, new).state == only(new, old).state == "cancelled"


@pytest.mark.parametrize("uid", ["", "x" * 300])
def test_an_event_without_an_id_that_fits_gets_one_that_stays(uid):
    event = {**JUNE, "UID": uid} if uid else JUNE

    assert only(event).uid == only(event).uid != ""
    assert len(only(event).uid) == 32


def test_a_day_that_cannot_be_read_is_none():
    assert diary(calendar({**LENA, "DTSTART;VALUE=DATE": "2027"})).others == 1
    twice = {"DTSTART;VALUE=DATE": "20270612", "DTSTART": "20270613T100000"}
    assert diary(calendar({**twice, "UID": "2", "SUMMARY": "Wedding"})).weddings != ()


@pytest.mark.parametrize(
    "data", [b"", b"BEGIN:VCALENDAR", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", b"Id,Name\r\n"]
)
def test_what_is_no_calendar_is_refused(data):
    with pytest.raises(Refusal) as refused:
        diary(data)

    assert refused.value.code == "not_a_calendar"


def test_a_calendar_is_known_by_its_first_words():
    assert is_calendar(b"\xef\xbb\xbfbegin:vcalendar\r\n")
    assert not is_calendar(b"Id,Name")


SAID = ("DTSTART:20270612T", "DTSTART;VALUE=DATE:20270612", "SUMMARY:Wedding of A & B", "UID:1")
ODD = ("CATEGORIES:,", "DTSTAMP:x", "RRULE:FREQ=", ";:", " folded")
LINES = st.sampled_from(["BEGIN:VEVENT", "END:VEVENT", *SAID, *ODD])


@given(st.lists(LINES | st.text(max_size=12), max_size=12))
def test_any_lines_are_a_diary_or_a_sentence(lines):
    text = "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""])

    found, sentence = outcome(lambda: [diary(text.encode())])

    assert sentence.endswith(".") if sentence else all(one.uid for one in found[0].weddings)
