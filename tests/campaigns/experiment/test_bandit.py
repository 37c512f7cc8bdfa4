"""Laws of shares that follow the results."""

from hypothesis import given
from hypothesis import strategies as st

from campaigns.experiment.bandit import FLOOR, settled, shares
from campaigns.experiment.beta import Beta
from campaigns.experiment.posterior import race

rates = st.builds(Beta, st.floats(1, 900), st.floats(1, 900))
several = st.dictionaries(st.sampled_from("ABCDEFGHIJK"), rates, min_size=2)


def standings(found):
    return dict(zip(found, race(list(found.values())), strict=True))


@given(several)
def test_shares_are_the_whole_and_nobody_is_given_up(found):
    given_ = shares(standings(found))

    assert sum(given_.values()) == 100
    assert min(given_.values()) >= min(FLOOR, 100 // len(found))


@given(several)
def test_the_likelier_the_best_the_larger_the_share(found):
    raced = standings(found)
    given_ = shares(raced)

    for one in found:
        for other in found:
            if raced[one].best > raced[other].best + 1e-9:
                assert given_[one] >= given_[other]


def test_a_clear_lead_leaves_the_others_the_floor():
    assert shares(standings({"A": Beta(10, 190), "B": Beta(60, 140), "C": Beta(12, 188)})) == {
        "A": 10,
        "B": 80,
        "C": 10,
    }


def test_nothing_known_is_an_even_start():
    assert shares(standings({"A": Beta(4.5, 25.5), "B": Beta(4.5, 25.5)})) == {"A": 50, "B": 50}


def test_it_is_settled_when_no_other_can_be_notably_better():
    assert settled(standings({"A": Beta(10, 190), "B": Beta(60, 140)})) == "B"


def test_it_is_not_while_another_may_be():
    assert settled(standings({"A": Beta(50, 150), "B": Beta(60, 140)})) == ""


def test_it_is_for_two_that_are_the_same_to_within_a_hundredth():
    many = 5_000_000
    same = {"A": Beta(0.3 * many, 0.7 * many), "B": Beta(0.3 * many, 0.7 * many)}

    assert settled(standings(same)) in {"A", "B"}
