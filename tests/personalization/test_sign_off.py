"""Who may approve what is said, and what exactly was approved."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.sign_off import Needs, content_hash, may_approve, strictest
from tests.personalization.drafts import DRAFT, EVERYTHING

OTHER = replace(DRAFT, key="B")


def test_the_stricter_demand_counts():
    assert strictest("nobody", "second") is Needs.SECOND
    assert strictest("owner", "second") is Needs.OWNER
    assert strictest() is Needs.NOBODY


@given(st.lists(st.sampled_from(Needs)), st.sampled_from(Needs))
def test_one_more_demand_never_makes_it_laxer(demands, more):
    rank = list(Needs).index

    assert rank(strictest(*demands, more)) >= max(rank(strictest(*demands)), rank(more))


def test_the_order_of_the_variants_is_not_what_is_said():
    assert content_hash("helpful", [DRAFT, OTHER]) == content_hash("helpful", [OTHER, DRAFT])


@pytest.mark.parametrize(
    "changed",
    [
        replace(EVERYTHING, subject="Else"),
        replace(EVERYTHING, preheader="Else"),
        replace(EVERYTHING, blocks=[]),
        replace(EVERYTHING, weight=7),
        replace(EVERYTHING, language="de"),
        replace(EVERYTHING, footer="Else"),
    ],
)
def test_other_words_are_not_what_was_approved(changed):
    assert content_hash("helpful", [changed]) != content_hash("helpful", [EVERYTHING])


def test_the_purpose_is_part_of_it():
    assert content_hash("helpful", [DRAFT]) != content_hash("marketing", [DRAFT])


def test_who_wrote_it_is_not_a_second_person():
    assert "Somebody else" in may_approve(Needs.SECOND, "user:1", ["user:1"], owns=False)
    assert may_approve(Needs.SECOND, "user:2", ["user:1"], owns=False) == ""


def test_where_an_owner_has_to_nobody_else_may():
    assert "An owner" in may_approve(Needs.OWNER, "user:2", [], owns=False)


def test_an_owner_may_approve_what_they_wrote_for_many_work_alone():
    assert may_approve(Needs.OWNER, "user:1", ["user:1"], owns=True) == ""
    assert may_approve(Needs.SECOND, "user:1", ["user:1"], owns=True) == ""
