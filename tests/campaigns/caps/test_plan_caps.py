"""A week ahead, the less important makes room: in the rows."""

import datetime as dt

import pytest

from campaigns.caps.plan_caps import plan_caps_all
from campaigns.models import PlannedStep
from campaigns.timeline import Reason, Stand
from campaigns.timelines.replan import replan
from tests.campaigns.crowded import DAY, NOW, fresh, inside, planned, ruled, run, step
from tests.factories import MessageFactory, PersonFactory, VendorFactory, WeddingFactory
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def wedding():
    one = WeddingFactory(client__vendor=VendorFactory(), date=dt.date(2027, 9, 18))
    one.reader = PersonFactory(client=one.client, vendor=one.vendor)
    return one


@pytest.fixture
def crowded(wedding):
    """An offer tomorrow, a guide the day after, and a rule of one a week."""
    enrollment = inside(wedding, step("offer", "marketing"), step("guide"))
    rule = ruled(wedding.vendor)
    offer, guide = (
        planned(enrollment, "offer", NOW + DAY),
        planned(enrollment, "guide", NOW + 2 * DAY),
    )
    return offer, guide, rule


def test_the_offer_makes_room_for_the_guide_and_says_by_which_rule(crowded):
    offer, guide, rule = crowded

    assert run(offer.vendor) == 1

    moved, kept = fresh(offer), fresh(guide)
    assert (kept.due_at, kept.reason) == (guide.due_at, Reason.ON_TIME)
    assert (moved.due_at, moved.reason, moved.settled) == (NOW + 9 * DAY, Reason.CAP, True)
    assert (moved.moment, moved.cap_move.wished) == (offer.moment, offer.due_at)
    assert moved.cap_move.rule == str(rule.pk)


def test_planning_again_changes_nothing(crowded):
    offer, _, _ = crowded
    run(offer.vendor)
    before = fresh(offer)

    assert run(offer.vendor) == 0
    assert run(offer.vendor, NOW + DAY / 4) == 0
    assert fresh(offer).due_at == before.due_at


def test_room_that_comes_back_is_used(crowded):
    offer, guide, _ = crowded
    run(offer.vendor)
    with operator():
        PlannedStep.objects.filter(pk=guide.pk).update(state=Stand.SKIPPED, due_at=None)

    assert run(offer.vendor) == 1

    back = fresh(offer)
    assert (back.due_at, back.reason, back.settled) == (offer.due_at, Reason.ON_TIME, False)
    assert not hasattr(back, "cap_move")


def test_a_persons_word_is_not_moved_and_counts(crowded):
    offer, guide, _ = crowded
    with operator():
        PlannedStep.objects.filter(pk=offer.pk).update(by_hand=True)

    run(offer.vendor)

    assert fresh(offer).due_at == offer.due_at
    assert fresh(guide).due_at == NOW + 8 * DAY


def test_without_a_rule_of_its_own_a_vendor_has_the_one_it_always_had(wedding):
    vendor = wedding.vendor
    enrollment = inside(wedding, *(step(f"s{n}") for n in range(5)))
    rows = [planned(enrollment, f"s{n}", NOW + (n + 1) * DAY / 2) for n in range(5)]

    assert run(vendor) == 1

    assert [fresh(row).reason for row in rows] == [Reason.ON_TIME] * 4 + [Reason.CAP]


@pytest.mark.parametrize(("what", "state"), [("ask", Stand.ASKED), ("skip", Stand.SKIPPED)])
def test_a_rule_may_ask_or_leave_out(wedding, what, state):
    ruled(wedding.vendor, most=0, on_exceed=what)
    row = planned(inside(wedding, step("offer", "marketing")), "offer", NOW + DAY)

    assert (run(wedding.vendor), run(wedding.vendor)) == (1, 0)

    assert (fresh(row).state, fresh(row).due_at, fresh(row).reason) == (state, None, Reason.CAP)


def test_what_the_contract_asks_for_is_moved_by_the_day_and_never_dropped(wedding):
    both = ["contractual", "helpful", "marketing"]
    ruled(wedding.vendor, purposes=both, per="day", on_exceed="skip")
    enrollment = inside(wedding, step("balance", "contractual"), step("headcount", "contractual"))
    rows = [planned(enrollment, key, NOW + DAY) for key in ("balance", "headcount")]

    run(wedding.vendor)

    assert sorted(fresh(row).due_at for row in rows) == [NOW + DAY, NOW + 2 * DAY]


def test_planning_the_wedding_anew_keeps_what_was_moved(wedding):
    ruled(wedding.vendor)
    enrollment = inside(wedding, step("offer", "marketing"), step("guide"))
    near = dt.datetime(2027, 8, 1, 12, tzinfo=dt.UTC)
    with tenant(wedding.vendor_id):
        replan([enrollment], near)
        rows = {row.step_key: row for row in PlannedStep.objects.filter(enrollment=enrollment)}
    assert rows["offer"].due_at.date() == wedding.date - dt.timedelta(weeks=6)

    assert run(wedding.vendor, near) == 1
    moved = fresh(rows["offer"])
    with tenant(wedding.vendor_id):
        replan([enrollment], near)

    again = fresh(rows["offer"])
    assert moved.due_at == rows["offer"].due_at + 7 * DAY
    assert (again.due_at, again.reason) == (moved.due_at, Reason.CAP)


def test_what_waits_in_the_ledger_counts(wedding):
    ruled(wedding.vendor)
    MessageFactory(person=wedding.reader, wedding=wedding, not_before=NOW, state="scheduled")
    row = planned(inside(wedding, step("guide")), "guide", NOW + DAY)

    run(wedding.vendor)

    assert fresh(row).due_at == NOW + 7 * DAY


def test_what_waits_for_a_person_takes_nobodys_place(wedding):
    ruled(wedding.vendor)
    MessageFactory(person=wedding.reader, wedding=wedding, not_before=None, state="held")
    row = planned(inside(wedding, step("guide")), "guide", NOW + DAY)

    assert run(wedding.vendor) == 0
    assert fresh(row).due_at == row.due_at


def test_marketing_waits_for_a_day_with_time_for_its_answers(wedding):
    vendor = wedding.vendor
    vendor.replies_a_day = 0
    row = planned(inside(wedding, step("offer", "marketing")), "offer", NOW + DAY)

    run(vendor)

    assert (fresh(row).state, fresh(row).cap_move.rule) == (Stand.ASKED, "capacity")


def test_what_leaves_in_a_month_has_its_turn_later(wedding):
    ruled(wedding.vendor, most=0, on_exceed="skip")
    row = planned(inside(wedding, step("offer", "marketing")), "offer", NOW + 30 * DAY)

    assert run(wedding.vendor) == 0
    assert run(wedding.vendor, NOW + 24 * DAY) == 1
    assert fresh(row).state == Stand.SKIPPED


@pytest.mark.usefixtures("crowded")
def test_every_vendor_has_its_turn_and_sees_only_its_own():
    other = WeddingFactory(date=dt.date(2027, 9, 18))
    PersonFactory(client=other.client, vendor=other.vendor)
    theirs = planned(inside(other, step("offer", "marketing")), "offer", NOW + DAY)

    assert plan_caps_all(NOW) == 1
    assert fresh(theirs).due_at == theirs.due_at


def test_the_number_of_queries_does_not_grow_with_the_weddings(
    wedding, django_assert_max_num_queries
):
    vendor = wedding.vendor
    ruled(vendor)
    for _ in range(6):
        one = WeddingFactory(client__vendor=vendor, date=dt.date(2027, 9, 18))
        PersonFactory(client=one.client, vendor=vendor)
        enrollment = inside(one, step("a"), step("b"))
        planned(enrollment, "a", NOW + DAY)
        planned(enrollment, "b", NOW + 2 * DAY)

    with django_assert_max_num_queries(28):
        assert run(vendor) == 6
