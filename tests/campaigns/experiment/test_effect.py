"""A message beside those who were held out."""

import pytest

from campaigns.experiment.effect import effect
from campaigns.experiment.posterior import Prior, Tally

PRIOR = Prior(0.1, 30)
DID = "left a review"


def test_what_helps_beyond_doubt_is_said_to():
    found = effect(Tally(90, 300), Tally(3, 60), PRIOR, DID)

    assert found.sure
    assert found.sentence == (
        "The message helps: 30 % of 300 weddings left a review, and 5 % of 60 without the message."
    )


def test_what_harms_is_said_as_plainly():
    found = effect(Tally(10, 300), Tally(30, 80), PRIOR, DID)

    assert found.sure
    assert found.sentence.startswith("The message harms: 3 %")


def test_what_may_be_chance_is_not_enough():
    found = effect(Tally(20, 100), Tally(2, 12), PRIOR, DID)

    assert not found.sure
    assert found.sentence.startswith("Not enough data: 20 % of 100 weddings")


@pytest.mark.parametrize(("reached", "held"), [((0, 0), (1, 9)), ((4, 90), (0, 0))])
def test_without_somebody_on_either_side_there_is_nothing_to_say(reached, held):
    assert effect(Tally(*reached), Tally(*held), PRIOR, DID) is None
