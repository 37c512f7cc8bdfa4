"""Whatever comes in whatever order, the lines of an attempt add up to what it costs."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from wedsync.billing.ledger import Kind, Line, cost, release_line, settle_line

NOON = dt.datetime(2027, 6, 1, 12, tzinfo=dt.UTC)
RELEASED = "released"
# A figure and its second, a confirmation without one, or a release.
REPORTS = st.lists(
    st.one_of(
        st.tuples(st.integers(0, 9), st.integers(0, 3)), st.tuples(st.none(), st.integers(0, 3)),
        st.just((RELEASED, 0)),
    ),
    max_size=8,
)  # fmt: skip


def reserved(estimate=5):
    return [Line(Kind.RESERVE, estimate, NOON)]


def at(second):
    return NOON + dt.timedelta(seconds=second)


def heed(lines, reports):
    for figure, second in reports:
        line = (
            release_line(lines, at(second))
            if figure == RELEASED
            else settle_line(lines, figure, at(second))
        )
        lines = [*lines, line] if line else lines
    return lines


def truth(estimate, reports):
    """Said without lines and differences."""
    figures = [(second, figure) for figure, second in reports if isinstance(figure, int)]
    if figures:
        return max(figures)[1]
    confirmed = any(figure is None for figure, _ in reports)
    return 0 if (RELEASED, 0) in reports and not confirmed else estimate


@given(st.integers(0, 9), REPORTS)
def test_the_sum_is_what_the_newest_figure_says(estimate, reports):
    assert cost(heed(reserved(estimate), reports)) == truth(estimate, reports)


@given(st.integers(0, 9), REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(estimate, reports, chance):
    shuffled = chance.sample(reports, len(reports))

    assert cost(heed(reserved(estimate), reports)) == cost(heed(reserved(estimate), shuffled))


@given(st.integers(0, 9), REPORTS)
def test_hearing_it_all_again_adds_no_line(estimate, reports):
    once = heed(reserved(estimate), reports)

    assert heed(once, reports) == once


@given(st.integers(0, 9), REPORTS)
def test_no_two_lines_claim_the_same_place(estimate, reports):
    places = [(line.kind, line.revision) for line in heed(reserved(estimate), reports)]

    assert len(places) == len(set(places))


def test_an_estimate_that_was_right_is_settled_by_a_line_of_nothing():
    assert settle_line(reserved(5), 5, at(1)) == Line(Kind.SETTLE, 0, at(1), revision=1)


def test_a_figure_that_came_late_changes_nothing():
    lines = heed(reserved(5), [(7, 2)])

    assert settle_line(lines, 9, at(1)) is None


def test_accepted_after_all_costs_the_estimate_again():
    assert cost(heed(reserved(5), [(RELEASED, 0), (None, 1)])) == 5
