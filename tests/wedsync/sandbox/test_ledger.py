"""The truth is complete, in order, and outlives neither more nor less than it says."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.ledger import Accepted, Draft, Ledger, fingerprint, visible

ROOM = 1_000_000


def tell(draft: Draft, nth: int) -> tuple[Step, ...]:
    return (Step(0, f"mail {nth}", draft.to[0]),)


def draft(number: int, to: str = "ada@example.org", **more: str) -> Draft:
    return Draft(id=f"id{number}", to=(to,), subject=f"Mail {number}", **more)


@given(st.lists(st.integers(1, 5), max_size=8))
def test_numbers_have_no_gaps_whatever_the_batches(sizes):
    ledger = Ledger(ROOM)

    for batch, size in enumerate(sizes):
        ledger.accept("resend", [draft(batch * 10 + i) for i in range(size)], 0.0, tell)

    assert [one.seq for one in ledger.select()] == list(range(1, sum(sizes) + 1))
    assert [ledger.number(one.seq) for one in ledger.select()] == ledger.select()


@given(st.text(), st.text())
def test_two_mails_have_one_fingerprint_only_when_they_say_the_same(one, other):
    def told(words: str, id_: str) -> str:
        return fingerprint(Draft(id=id_, to=("a@b.example",), text=words, idempotency_key=id_))

    assert (told(one, "1") == told(other, "2")) == (one == other)


def test_filters_take_provider_recipient_and_what_came_after():
    ledger = Ledger(ROOM)
    ledger.accept("resend", [draft(1), draft(2, "bob@example.org")], 0.0, tell)
    ledger.accept("mailgun", [draft(3)], 0.0, tell)

    assert [one.seq for one in ledger.select(provider="resend")] == [1, 2]
    assert [one.seq for one in ledger.select(to="ada@example.org")] == [1, 3]
    assert [one.seq for one in ledger.select(since=1)] == [2, 3]


def test_a_story_knows_how_many_mails_came_before():
    ledger = Ledger(ROOM)

    accepted = ledger.accept("resend", [draft(1), draft(2)], 0.0, tell)

    assert [one.story[0].deed for one in accepted] == ["mail 1", "mail 2"]


def test_texts_make_room_for_newer_ones_and_the_truth_stays():
    ledger = Ledger(body_bytes=10)

    ledger.accept("resend", [draft(i, html="x" * 6) for i in (1, 2, 3)], 0.0, tell)

    assert [ledger.body(seq) for seq in (1, 2, 3)] == [None, None, ("xxxxxx", "")]
    assert len(ledger) == 3


def test_the_file_has_a_line_for_each_and_keeps_them_over_a_reset(tmp_path: Path):
    file = tmp_path / "accepted.jsonl"
    ledger = Ledger(ROOM, str(file))

    ledger.accept("resend", [draft(1), draft(2)], 7.0, tell)
    ledger.clear()
    ledger.accept("resend", [draft(3)], 8.0, tell)

    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [(line["id"], line["at"], line["seq"]) for line in lines] == [
        ("id1", 7.0, 1),
        ("id2", 7.0, 2),
        ("id3", 8.0, 1),
    ]


def test_what_can_not_be_written_down_was_not_accepted(tmp_path: Path):
    ledger = Ledger(ROOM, str(tmp_path / "nowhere" / "accepted.jsonl"))

    with pytest.raises(OSError, match="nowhere"):
        ledger.accept("resend", [draft(1)], 0.0, tell)

    assert len(ledger) == 0


def test_a_page_of_the_newest_comes_with_how_many_fit():
    ledger = Ledger(ROOM)
    ledger.accept("resend", [draft(i, f"guest{i}@example.org") for i in (1, 2, 3)], 0.0, tell)

    def odd(one: Accepted) -> bool:
        return one.seq % 2 == 1

    assert ([one.seq for one in ledger.newest(odd, 0, 1)[0]], ledger.newest(odd, 0, 1)[1]) == (
        [3],
        2,
    )
    assert [one.seq for one in ledger.newest(odd, 1, 9)[0]] == [1]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["", "x", "y"])), max_size=12))
def test_each_recipient_sees_one_of_those_that_replace_each_other_and_all_of_the_rest(told):
    ledger = Ledger(ROOM)
    drafts = [draft(i, to, replaces=key) for i, (to, key) in enumerate(told)]
    lines = ledger.accept("fcm", drafts, 0.0, tell)

    seen = Counter((one.draft.to[0], one.draft.replaces) for one in visible(lines))

    all_of_them = Counter(told)
    assert seen == {pair: 1 if pair[1] else count for pair, count in all_of_them.items()}
