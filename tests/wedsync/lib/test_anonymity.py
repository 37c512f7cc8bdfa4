"""What several share is told; what fewer share is not there."""

from hypothesis import given
from hypothesis import strategies as st

from wedsync.lib.anonymity import K, shared


def test_what_enough_of_them_say_is_told_with_every_value():
    said = [{"A": number, "B": 0} for number in range(K - 1)]

    assert shared([*said, {"A": 9}]) == {"A": [*range(K - 1), 9]}


@given(st.lists(st.dictionaries(st.sampled_from("ABC"), st.integers())))
def test_nothing_is_told_that_fewer_say(sources):
    for key, values in shared(sources).items():
        assert values == [one[key] for one in sources if key in one]
        assert len(values) >= K
