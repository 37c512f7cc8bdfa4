"""Everybody reads their own language where there is one, and nobody gets nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.choose import language_for

TAGS = st.sampled_from(["de", "de-CH", "en", "en-GB", "pt-BR", "fr", "", "x"])


@pytest.mark.parametrize(
    ("offered", "wishes", "chosen"),
    [
        (["en", "de"], ["de-CH", "en_US"], "de"),
        (["en", "de", "de-CH"], ["de_CH"], "de-CH"),
        (["en", "pt-PT"], ["pt-BR"], "pt-PT"),
        (["en", "de"], ["", "de"], "de"),
        (["en", "de"], ["fr", "it"], "en"),
        (["DE", "en"], ["de"], "DE"),
        (["en"], [], "en"),
    ],
)
def test_the_first_wish_that_can_be_met_is(offered, wishes, chosen):
    assert language_for(offered, wishes) == chosen


def test_nothing_can_be_chosen_of_nothing():
    with pytest.raises(ValueError, match="Nothing"):
        language_for([], ["en"])


@given(st.lists(TAGS.filter(bool), min_size=1, max_size=4), st.lists(TAGS, max_size=4))
def test_what_is_chosen_is_offered_and_a_met_wish_outranks_the_rest(offered, wishes):
    chosen = language_for(offered, wishes)

    assert chosen in offered
    assert language_for(offered, [chosen, *wishes]) == chosen
