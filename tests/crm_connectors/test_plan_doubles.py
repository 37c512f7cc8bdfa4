"""What becomes of a row about somebody who was met already."""

import datetime as dt
from dataclasses import replace

import pytest

from crm_connectors.recognise import Known
from crm_connectors.records import CoupleRecord, PersonRecord, RowProblem, WeddingRecord
from tests.crm_connectors.plans import RECORD, fates, meeting, stored


def test_an_id_that_is_new_to_us_is_linked():
    fate = meeting(RECORD, before=replace(RECORD, external_id=""))

    assert (fate.state, fate.link) == ("updated", "J-1")


@pytest.mark.parametrize("second", [RECORD, replace(RECORD, external_id="")])
def test_the_second_row_about_a_couple_is_left_out(second):
    _, fate = fates(RECORD, second)

    assert (fate.state, fate.duplicate) == ("skipped", True)
    assert fate.problems == (
        RowProblem("", "Row 2 is the same couple; only the first of the two was taken."),
    )


def test_the_second_row_about_a_couple_we_know_is_left_out_too():
    known = Known()
    known.add(stored(RECORD))

    assert [fate.state for fate in fates(RECORD, RECORD, known=known)] == ["unchanged", "skipped"]


def test_a_doubt_is_a_problem_of_its_row_alone():
    later = replace(RECORD, external_id="", wedding=WeddingRecord(dt.date(2027, 7, 3), "exact"))
    ivy = CoupleRecord(people=(PersonRecord("partner_a", "Ivy", email="ivy@example.com"),))

    assert [fate.state for fate in fates(RECORD, later, ivy)] == ["created", "skipped", "created"]
