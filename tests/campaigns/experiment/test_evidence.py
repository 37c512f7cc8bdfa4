"""What an experiment tells about a wording is how likely it is the best."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.experiment.evidence import WHOLE, Tried, evidence, said_one_thing
from campaigns.experiment.posterior import Prior, Tally
from personalization.score import score

PRIOR = Prior(0.1, 20)


@st.composite
def tallies(draw):
    of = draw(st.integers(1, 300))
    return Tally(draw(st.integers(0, of)), of)


SOME = st.dictionaries(st.sampled_from("ABCD"), tallies(), min_size=2)


@given(SOME)
def test_the_shares_of_all_wordings_are_one_whole(given_):
    found = evidence(given_, PRIOR)

    assert found.keys() == given_.keys()
    assert all(0 <= value <= WHOLE for value in found.values())
    assert sum(found.values()) == pytest.approx(WHOLE, abs=len(found))


@given(SOME)
def test_one_more_success_never_lowers_a_wordings_own_evidence_nor_its_score(given_):
    key = min(given_)
    tally = given_[key]
    better = given_ | {key: Tally(tally.did + 1, tally.of + 1)}

    before, after = evidence(given_, PRIOR)[key], evidence(better, PRIOR)[key]

    assert after >= before
    known = {"coverage": 700, "timing": 300}
    low, high = score(known | {"evidence": before}), score(known | {"evidence": after})
    assert low.total is not None
    assert high.total is not None
    assert high.total >= low.total
    assert sum(part.points for part in high.parts) == high.total


def test_without_a_choice_or_anybody_tried_there_is_none():
    assert evidence({"A": Tally(3, 9)}, PRIOR) == {}
    assert evidence({"A": Tally(0, 0), "B": Tally(0, 0)}, PRIOR) == {}


def test_the_better_wording_has_more():
    found = evidence({"A": Tally(40, 100), "B": Tally(5, 100)}, PRIOR)

    assert found == {"A": WHOLE, "B": 0}


def test_a_key_that_said_two_things_is_told_apart():
    one = Tried("A", "email", "en", "1")

    assert said_one_thing([one, one, one._replace(language="de", digest="2")])
    assert not said_one_thing([one, one._replace(digest="2")])
