"""A refusal says why, to people and to programs."""

import pytest

from wedsync.lib.refusal import Refusal


def test_it_carries_a_sentence_and_a_code():
    with pytest.raises(Refusal, match=r"^Nobody fits this audience\.$") as caught:
        raise Refusal("Nobody fits this audience.", code="audience_empty")

    assert (caught.value.reason, caught.value.code) == (
        "Nobody fits this audience.",
        "audience_empty",
    )


def test_without_a_code_it_is_simply_refused():
    assert Refusal("No.").code == "refused"
