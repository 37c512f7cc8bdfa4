"""The rows of a plan follow the facts, and what has left is never touched."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Enrollment, PlannedStep
from campaigns.timeline import Reason
from campaigns.timelines import write_plan
from campaigns.timelines.case import cases_of
from campaigns.timelines.replan import replan
from tests.campaigns.inside import NOW, entered, published, rows, step
from tests.factories import PersonFactory, WeddingFactory
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Client, Wedding

pytestmark = pytest.mark.django_db
MAY = dt.datetime(2027, 5, 8, 17, tzinfo=dt.UTC)  # six weeks before, ten in the morning there
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def inside(vendor):
    wedding = WeddingFactory(client__vendor=vendor)
    timeline = published(
        vendor,
        step("six_weeks"),
        step("day_after", when={"anchor": "wedding_day", "days": 3}),
        step("anniversary", when={"anchor": "anniversary"}, occurrences=2),
    )
    return entered(timeline, wedding)[0]


def again(enrollment, now=NOW, **facts):
    with tenant(enrollment.vendor_id):
        Wedding.objects.filter(pk=enrollment.wedding_id).update(**facts) if facts else None
        return replan([enrollment], now)[enrollment.pk]


def change(enrollment, key, **values):
    with operator():
        PlannedStep.objects.filter(enrollment=enrollment, step_key=key).update(**values)


def state_of(enrollment):
    with operator():
        return Enrollment.objects.values_list("state", "reason").get(pk=enrollment.pk)


def test_a_wedding_that_enters_has_a_row_for_every_slot(inside):
    with operator():
        found = PlannedStep.objects.filter(enrollment=inside)
        slots = set(found.values_list("step_key", "occurrence", "state"))
    assert slots == {
        ("six_weeks", 1, "planned"),
        ("day_after", 1, "planned"),
        ("anniversary", 1, "planned"),
        ("anniversary", 2, "planned"),
    }
    assert rows(inside)["six_weeks"].due_at == MAY


def test_a_new_date_moves_what_hangs_on_it(inside):
    again(inside, date=dt.date(2027, 6, 26))
    assert rows(inside)["six_weeks"].due_at == MAY + 7 * DAY


def test_an_open_date_holds_everything_and_sends_nothing(inside):
    again(inside, date=None, precision="open")
    assert {(row.state, row.due_at) for row in rows(inside).values()} == {("held", None)}
    again(inside, date=dt.date(2027, 6, 19), precision="exact")
    assert rows(inside)["six_weeks"].due_at == MAY


def test_what_has_left_is_never_touched(inside):
    change(inside, "six_weeks", state="left", left_at=NOW)
    again(inside, date=dt.date(2027, 8, 28))
    row = rows(inside)["six_weeks"]
    assert (row.state, row.due_at) == ("left", MAY)


def test_even_a_plan_that_is_wrong_about_it_cannot_touch_what_has_left(inside, monkeypatch):
    """The statement itself refuses, whoever wrote the plan."""
    with tenant(inside.vendor_id):
        [case] = cases_of([inside], NOW)
        lines = case.plan(NOW)
        change(inside, "six_weeks", state="left", left_at=NOW)
        write_plan.write_plan([(case, lines)], NOW)
    assert rows(inside)["six_weeks"].state == "left"


def test_without_that_guard_it_would(inside, monkeypatch):
    guard = "WHERE ours.left_at IS NULL AND"
    assert guard in write_plan.STEPS
    monkeypatch.setattr(write_plan, "STEPS", write_plan.STEPS.replace(guard, "WHERE"))
    with pytest.raises(AssertionError):
        test_even_a_plan_that_is_wrong_about_it_cannot_touch_what_has_left(inside, monkeypatch)


def test_what_is_overdue_by_a_moment_still_waits_for_its_worker(inside):
    again(inside, MAY + dt.timedelta(minutes=20))
    row = rows(inside)["six_weeks"]
    assert (row.state, row.due_at, row.settled) == ("planned", MAY, False)


def test_what_is_overdue_by_hours_is_late_however_often_it_was_planned(inside):
    for minutes in (20, 59, 61):
        again(inside, MAY + dt.timedelta(minutes=minutes))
    row = rows(inside)["six_weeks"]
    assert (row.state, row.reason, row.due_at) == ("skipped", Reason.LATE_SKIPPED, None)


def test_a_date_that_makes_something_late_never_means_now(inside):
    again(inside, MAY, date=dt.date(2027, 6, 18))
    assert rows(inside)["six_weeks"].reason == Reason.LATE_SKIPPED


def test_what_was_decided_stays_decided_while_its_moment_stays(inside):
    again(inside, MAY + 2 * HOUR)
    again(inside, MAY + 2 * DAY)
    assert rows(inside)["six_weeks"].reason == Reason.LATE_SKIPPED
    again(inside, MAY + 2 * DAY, date=dt.date(2027, 8, 28))
    assert rows(inside)["six_weeks"].state == "planned"


def test_a_word_stands_through_a_new_date(inside):
    word = MAY + 3 * DAY
    change(inside, "six_weeks", by_hand=True, due_at=word)
    again(inside, date=dt.date(2027, 8, 28))
    row = rows(inside)["six_weeks"]
    assert (row.due_at, row.reason, row.by_hand) == (word, Reason.PERSON_SET, True)


def test_a_word_survives_a_stop(inside):
    word = MAY + 3 * DAY
    change(inside, "six_weeks", by_hand=True, due_at=word)
    again(inside, life="cancelled")
    assert rows(inside)["six_weeks"].state == "held"
    assert rows(inside)["six_weeks"].due_at == word


def test_left_out_by_hand_stays_out(inside):
    change(inside, "six_weeks", by_hand=True, due_at=None)
    again(inside, date=dt.date(2027, 8, 28))
    assert (rows(inside)["six_weeks"].state, rows(inside)["six_weeks"].reason) == (
        "skipped",
        Reason.PERSON_SKIPPED,
    )


def test_a_word_that_could_not_be_kept_for_hours_is_no_word_any_more(inside):
    change(inside, "six_weeks", by_hand=True, due_at=MAY + DAY)
    again(inside, MAY + 3 * DAY)
    row = rows(inside)["six_weeks"]
    assert (row.reason, row.by_hand) == (Reason.LATE_SKIPPED, False)


def test_a_cancelled_wedding_stops_and_only_a_person_can_restart_it(inside):
    again(inside, life="cancelled")
    assert state_of(inside) == ("stopped", "cancelled")
    assert {row.state for row in rows(inside).values()} == {"held"}
    again(inside, life="booked")
    assert state_of(inside) == ("stopped", "cancelled")
    assert {row.state for row in rows(inside).values()} == {"held"}


def test_when_nothing_is_left_to_come_it_is_complete(inside):
    again(inside, dt.datetime(2040, 1, 1, tzinfo=dt.UTC))
    assert state_of(inside) == ("completed", "")


def test_a_new_date_opens_what_was_complete(inside):
    again(inside, dt.datetime(2040, 1, 1, tzinfo=dt.UTC))
    again(inside, dt.datetime(2040, 1, 1, tzinfo=dt.UTC), date=dt.date(2041, 1, 1))
    assert state_of(inside) == ("active", "")


def test_who_was_taken_out_by_hand_is_not_planned_for(inside):
    with tenant(inside.vendor_id):
        Enrollment.objects.update(state="exited")
        assert replan([inside], NOW) == {}


def test_a_condition_is_asked_of_the_database(vendor):
    one, other = WeddingFactory.create_batch(2, client__vendor=vendor)
    for wedding in (one, other):
        PersonFactory(client=wedding.client)
    timeline = published(vendor, step("vip", condition={"tag": "vip"}))
    with operator():
        Client.objects.filter(pk=one.client_id).update(tags=["vip"])
    ours, theirs = entered(timeline, one, other)
    assert (rows(ours)["vip"].state, rows(theirs)["vip"].state) == ("planned", "conditional")
    assert rows(theirs)["vip"].reason == Reason.CONDITION


def test_a_condition_that_cannot_be_asked_holds_for_nobody(vendor):
    timeline = published(vendor, step("odd", condition={"shoe_size": 43}))
    [inside] = entered(timeline, WeddingFactory(client__vendor=vendor))
    assert rows(inside)["odd"].state == "conditional"


def test_many_weddings_take_no_more_queries_than_one(vendor):
    timeline = published(vendor, step("a", condition={"tag": "vip"}), step("b"))
    inside = entered(timeline, *WeddingFactory.create_batch(6, client__vendor=vendor))

    def queries(some):
        with tenant(vendor.pk), CaptureQueriesContext(connection) as captured:
            replan(some, NOW)
        return len(captured)

    assert queries(inside[:1]) == queries(inside) <= 20


def test_planning_again_writes_no_row_anew(inside):
    def versions():
        with operator(), connection.cursor() as cursor:
            cursor.execute("SELECT id, xmin::text FROM campaigns_plannedstep ORDER BY id")
            return cursor.fetchall()

    before = versions()
    again(inside)
    assert versions() == before
