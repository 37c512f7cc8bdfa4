"""Logic with three values."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.segments import tree
from campaigns.segments.judge import because, judge
from campaigns.segments.operators import opposite
from tests.campaigns.segments.trees import IDS, grown

A, B = tree.Test("a", "yes"), tree.Test("b", "yes")
VALUES = (True, False, None)
names = st.sampled_from("abcd").map(lambda name: tree.Test(name, "yes"))
truths = st.fixed_dictionaries({name: st.sampled_from(VALUES) for name in "abcd"})


def decide(given):
    return lambda test: given[test.field]


def test_nobody_unknown_is_in_a_condition_or_in_its_opposite():
    unknown = decide({"a": None})

    assert judge(A, unknown) is None
    assert judge(tree.Not(A), unknown) is None


@pytest.mark.parametrize(("left", "right"), list(product(VALUES, VALUES)))
def test_tables(left, right):
    """False decides an "and", true an "or"; else the unknown stays unknown."""
    both = [left, right]
    asked = decide({"a": left, "b": right})

    every = False if False in both else None if None in both else True
    either = True if True in both else None if None in both else False
    assert judge(tree.And((A, B)), asked) is every
    assert judge(tree.Or((A, B)), asked) is either


def test_nothing_asked_is_true_of_everybody():
    assert judge(tree.And(), decide({})) is True


@given(grown(names), truths)
def test_de_morgan(asked, given_):
    both = tree.Not(tree.And((asked, A)))
    either = tree.Or((tree.Not(asked), tree.Not(A)))

    assert judge(both, decide(given_)) is judge(either, decide(given_))


@given(grown(names), truths)
def test_learning_more_never_changes_an_answer(asked, given_):
    known = {name: bool(value) for name, value in given_.items()}
    before = judge(asked, decide(given_))

    assert before in {None, judge(asked, decide({**known}))}


@given(grown(names), truths)
def test_the_reasons_suffice(asked, given_):
    """Whatever else were unknown, they alone come to the same."""
    if judge(asked, decide(given_)) is not True:
        return
    reasons = {test.field for test in because(asked, decide(given_))}
    alone = {name: value if name in reasons else None for name, value in given_.items()}

    assert judge(asked, decide(alone)) is True


@pytest.mark.parametrize("ask", [judge, because])
def test_a_segment_has_to_be_written_out_first(ask):
    with pytest.raises(ValueError, match="Resolve"):
        ask(tree.Member(IDS[0]), decide({}))


@pytest.mark.parametrize(("truth", "other"), [(True, False), (False, True), (None, None)])
def test_the_opposite_of_unknown_is_unknown(truth, other):
    assert opposite(truth) is other
