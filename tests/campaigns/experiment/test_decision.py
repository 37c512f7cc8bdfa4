"""One of three words, and a sentence that says why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.experiment.decision import Evidence, Word, decide
from campaigns.experiment.posterior import Prior, Tally

PRIOR = Prior(0.15, 30)
DID = "followed a link"
tallies = st.integers(0, 400).flatmap(lambda of: st.builds(Tally, st.integers(0, of), st.just(of)))
evidence = st.builds(
    Evidence,
    st.dictionaries(st.sampled_from("ABC"), tallies),
    st.integers(0, 100),
    st.sampled_from(["", "A", "B", "C"]),
)


def found(a, b, *, days=7, before=""):
    return decide(Evidence({"A": Tally(*a), "B": Tally(*b)}, days, before), PRIOR, DID)


@given(evidence)
def test_a_winner_has_every_mark_of_one(seen):
    finding = decide(seen, PRIOR, DID)

    if finding.word == Word.WINNER:
        standing = finding.standings[finding.leader]
        assert finding.leader == seen.before
        assert standing.best >= 0.99
        assert standing.loss < 0.005
        assert seen.days >= 7
        assert min(tally.of for tally in seen.tallies.values()) >= 30


@given(evidence)
def test_the_sentence_begins_with_the_word(seen):
    finding = decide(seen, PRIOR, DID)

    begins = {Word.EITHER: "Either is fine: ", Word.UNKNOWN: "Not enough data: "}
    assert finding.sentence.startswith(begins.get(finding.word, f"{finding.leader} won: "))
    assert finding.sentence.endswith(".")


@given(evidence)
def test_either_is_fine_only_if_each_of_them_is(seen):
    finding = decide(seen, PRIOR, DID)

    if finding.word == Word.EITHER:
        assert all(standing.loss < 0.005 for standing in finding.standings.values())


def test_a_clear_lead_that_stays_wins():
    finding = found((20, 200), (50, 200), before="B")

    assert finding.word == Word.WINNER
    assert finding.sentence == (
        "B won: 25 % of 200 weddings against 10 % of 200 with A followed a link;"
        " the chance that it is the best is 99.9 %."
    )


def test_the_first_look_names_nobody():
    finding = found((20, 200), (50, 200))

    assert (finding.word, finding.leader) == (Word.UNKNOWN, "B")
    assert finding.sentence.endswith("it has won if the next look says the same.")


def test_a_lead_that_changes_hands_is_none():
    assert found((20, 200), (50, 200), before="A").word == Word.UNKNOWN


def test_a_lead_that_may_be_chance_is_not_enough():
    finding = found((20, 200), (28, 200), before="B")

    assert (finding.word, finding.leader) == (Word.UNKNOWN, "")
    assert finding.sentence == (
        "Not enough data: B leads, 14 % of 200 weddings against 10 % of 200 with A followed a link;"
        " the chance that it is the best is 87.3 %, it takes 99 % to win."
    )


def test_two_that_are_as_good_as_the_same_are_both_fine():
    finding = found((300, 20_000), (302, 20_000))

    assert finding.word == Word.EITHER
    assert finding.sentence == (
        "Either is fine: 2 % of 20000 weddings against 2 % of 20000 with A followed a link,"
        " and whichever you keep costs less than half a point."
    )


def test_a_small_lead_over_many_is_still_worth_little():
    """The best is known, and it does not matter."""
    assert found((2000, 100_000), (2200, 100_000), before="A").word == Word.EITHER


@pytest.mark.parametrize(
    ("a", "b", "days", "why"),
    [
        ((0, 29), (29, 29), 7, "each variant needs 30 weddings, and A has 29."),
        ((0, 300), (290, 300), 6, "a full week must pass, and this is day 7."),
    ],
)
def test_too_early_is_too_early_whatever_it_looks_like(a, b, days, why):
    finding = found(a, b, days=days, before="B")

    assert (finding.word, finding.standings) == (Word.UNKNOWN, None)
    assert finding.sentence == f"Not enough data: {why}"


def test_one_alone_wins_nothing():
    finding = decide(Evidence({"A": Tally(90, 100)}, 30, "A"), PRIOR, DID)

    assert finding.sentence == "Not enough data: there is nothing to compare with."


def test_the_chance_is_never_rounded_up_to_the_rule():
    """98.96 % is not 99.0 %."""
    finding = found((20, 200), (37, 200))

    assert 0.98 < finding.standings["B"].best < 0.99
    assert "98." in finding.sentence
