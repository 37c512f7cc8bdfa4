"""How often a model is asked again."""

from hypothesis import given
from hypothesis import strategies as st

from personalization.copy.patience import CALLS, LONGEST, pause


def test_without_a_word_of_the_provider_pauses_grow():
    assert [pause(n, None, 0.0, first=1.0) for n in (1, 2, 3)] == [1.0, 4.0, None]


def test_what_the_provider_asks_for_counts():
    assert pause(1, 7.0, 0.0, first=1.0) == 7.0


@given(st.integers(1, 10), st.none() | st.floats(0, 3600), st.floats(0, 300), st.floats(0, 10))
def test_it_ends_after_so_many_calls_and_so_long(calls, asked, spent, first):
    wait = pause(calls, asked, spent, first=first)

    assert wait is None or (calls < CALLS and spent + wait < LONGEST)
