"""Nothing of what others wrote into a couple's record reaches a model, and nothing of what an
obedient model would make of it leaves."""

import json
from collections import Counter

import pytest

from personalization.copy import examine as examining
from personalization.copy.bucket import Bucket
from tests.personalization.writers.injections import (
    DRAFT,
    HUMAN,
    SLOTS,
    bucket_with,
    injections,
    leaks,
    obeyed_in,
    prompt_for,
)
from wedsync.sandbox.scripted import Scripted


def test_there_are_enough_of_them_of_many_kinds():
    kinds = Counter(one.name.rpartition(" ")[0] for one in injections())

    assert len(injections()) >= 200
    assert len({one.name for one in injections()}) == len(injections())
    assert len(kinds) >= 12
    assert min(kinds.values()) >= 10


def test_nothing_of_them_is_in_what_a_model_is_asked():
    plain = {prompt_for(bucket_with(one)).data for one in injections()}

    assert plain == {prompt_for(bucket_with(injections()[0])).data}
    asked = next(iter(plain))
    assert not [one.name for one in injections() if json.dumps(one.text)[1:-1] in asked]


def test_a_bucket_that_let_through_what_people_wrote_would_be_seen():
    for one in injections():
        assert json.dumps(one.text)[1:-1] in prompt_for(Bucket(kind=one.text)).data


def test_nothing_leaves_when_the_model_obeys_them_all():
    assert leaks() == []


@pytest.mark.parametrize("slot", [slot.name for slot in SLOTS])
def test_nothing_leaves_by_a_single_slot(slot):
    assert [one.name for one in injections() if obeyed_in(one, slot).compiled] == []


def test_a_model_that_does_as_it_is_told_is_not_refused():
    """Or the harness would prove nothing."""
    spoken = Scripted().speak(prompt_for(Bucket()))

    assert examining.examine(spoken.text, DRAFT, SLOTS, HUMAN, "helpful").faults == ()


def test_without_the_checks_the_harness_goes_red(monkeypatch):
    monkeypatch.setattr(examining, "CHECKS", {})

    assert len(leaks()) > len(injections()) / 2


@pytest.mark.parametrize("check", ["ways_out", "money", "machine_talk", "characters"])
def test_without_one_of_them_it_goes_red_too(check, monkeypatch):
    rest = {name: one for name, one in examining.CHECKS.items() if name != check}
    monkeypatch.setattr(examining, "CHECKS", rest)

    found = [one.name for one in injections() if obeyed_in(one, "paragraphs_1").compiled]

    assert found
