"""The way parts when it is time to, and a reached goal ends it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Enrollment, PlannedStep
from campaigns.timelines import walk
from campaigns.timelines.exits import GOAL, decide_batch
from campaigns.timelines.release import release
from messaging.models import Message
from tests.campaigns.inside import NOW, entered, published, rows, step
from tests.factories import PersonFactory, VendorFactory, WeddingFactory
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Client

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
MAY = dt.datetime(2027, 5, 8, 17, tzinfo=dt.UTC)  # six weeks before, ten in the morning there
SIX_WEEKS = {"anchor": "wedding_day", "weeks": -6}
VIP = {"tag": "vip"}
BRANCH = {"key": "vip", "kind": "branch", "when": SIX_WEEKS, "condition": VIP}
WAIT = {"key": "vip", "kind": "wait", "when": SIX_WEEKS, "longest_hours": 48, "condition": VIP}
THEN = {"anchor": "exit:vip"}


def behind(key, arm, **said):
    return step(key, when=THEN, lane={"fork": "vip", "arm": arm}, **said)


def couple(vendor, *tags):
    wedding = WeddingFactory(client__vendor=vendor)
    PersonFactory(client=wedding.client)
    tag(wedding, *tags)
    return wedding


def tag(wedding, *tags):
    with operator():
        Client.objects.filter(pk=wedding.client_id).update(tags=list(tags))


def decided(vendor, now):
    with tenant(vendor.pk):
        return decide_batch(vendor.pk, "", now)


def states(enrollment):
    return {key: row.state for key, row in rows(enrollment).items()}


def taken(enrollment):
    with operator():
        exits = Enrollment.objects.values_list("exits", flat=True).get(pk=enrollment.pk)
    return {fork: exit_["arm"] for fork, exit_ in exits.items()}


@pytest.fixture
def parting(vendor):
    steps = behind("yes", "yes"), behind("no", "no")
    return published(vendor, *steps, forks=[BRANCH])


def test_until_it_is_time_both_ways_are_open(vendor, parting):
    [inside] = entered(parting, couple(vendor))
    decided(vendor, MAY - MINUTE)
    assert taken(inside) == {}
    assert states(inside) == {"yes": "conditional", "no": "conditional"}


def test_everybody_goes_the_way_their_answer_leads(vendor, parting):
    ours, theirs = entered(parting, couple(vendor, "vip"), couple(vendor))
    decided(vendor, MAY + MINUTE)
    assert states(ours) == {"yes": "planned", "no": "skipped"}
    assert states(theirs) == {"yes": "skipped", "no": "planned"}


def test_what_hangs_on_the_exit_is_not_late_for_our_looking_only_now_and_then(vendor, parting):
    entered(parting, couple(vendor, "vip"))
    decided(vendor, MAY + MINUTE)
    with tenant(vendor.pk):
        release(vendor.pk, MAY + 2 * MINUTE)
        assert Message.objects.count() == 1


def test_a_decision_stands(vendor, parting):
    wedding = couple(vendor, "vip")
    [inside] = entered(parting, wedding)
    decided(vendor, MAY + MINUTE)
    tag(wedding)
    decided(vendor, MAY + HOUR)
    assert taken(inside) == {"vip": "yes"}


def test_a_wait_ends_when_what_it_waits_for_comes(vendor):
    wedding = couple(vendor)
    timeline = published(vendor, behind("met", "met"), behind("over", "longest"), forks=[WAIT])
    [inside] = entered(timeline, wedding)
    decided(vendor, MAY + HOUR)
    assert taken(inside) == {}
    tag(wedding, "vip")
    decided(vendor, MAY + 2 * HOUR)
    assert taken(inside) == {"vip": "met"}
    assert states(inside) == {"met": "planned", "over": "skipped"}


def test_a_wait_does_not_last_for_ever(vendor):
    timeline = published(vendor, behind("met", "met"), behind("over", "longest"), forks=[WAIT])
    [inside] = entered(timeline, couple(vendor))
    decided(vendor, MAY + 2 * DAY + MINUTE)
    assert states(inside) == {"met": "skipped", "over": "planned"}


def test_one_fork_may_lead_to_another_in_the_same_moment(vendor):
    second = {
        "key": "last",
        "kind": "branch",
        "when": THEN,
        "condition": VIP,
        "lane": {"fork": "vip", "arm": "no"},
    }
    end = step("end", when={"anchor": "exit:last"}, lane={"fork": "last", "arm": "no"})
    [inside] = entered(published(vendor, end, forks=[BRANCH, second]), couple(vendor))
    decided(vendor, MAY + MINUTE)
    assert taken(inside) == {"vip": "no", "last": "no"}
    assert states(inside) == {"end": "planned"}


def test_a_reached_goal_ends_it(vendor):
    one, other = couple(vendor, "vip"), couple(vendor)
    ours, theirs = entered(published(vendor, step("nudge"), goal=VIP), one, other)
    decided(vendor, NOW + DAY)
    assert (states(ours), states(theirs)) == ({"nudge": "skipped"}, {"nudge": "planned"})
    with operator():
        found = Enrollment.objects.get(pk=ours.pk)
    assert (found.state, found.reason, found.ended_at) == ("completed", GOAL, NOW + DAY)


def test_a_stopped_wedding_takes_no_exit(vendor, parting):
    wedding = couple(vendor)
    [inside] = entered(parting, wedding)
    with operator():
        Enrollment.objects.update(state="stopped", reason="cancelled")
    decided(vendor, MAY + HOUR)
    assert taken(inside) == {}


def test_pages_follow_each_other_to_the_end(vendor, parting, monkeypatch):
    monkeypatch.setattr("campaigns.timelines.exits.BATCH", 2)
    monkeypatch.setattr(walk, "BATCH", 2)
    entered(parting, *(couple(vendor) for _ in range(3)))
    with tenant(vendor.pk):
        last = decide_batch(vendor.pk, "", MAY + HOUR)
        assert last
        assert decide_batch(vendor.pk, last, MAY + HOUR) == ""
        assert Enrollment.objects.filter(exits={}).count() == 0


def test_many_take_no_more_queries_than_one(parting, vendor):
    def queries(count, now):
        entered(parting, *(couple(vendor) for _ in range(count)))
        with CaptureQueriesContext(connection) as captured:
            decided(vendor, now)
        return len(captured)

    assert queries(1, MAY + HOUR) == queries(5, MAY + 2 * HOUR)


def test_timelines_without_forks_are_not_looked_at(vendor):
    entered(published(vendor, step("plain")), couple(vendor))
    with CaptureQueriesContext(connection) as captured:
        decided(vendor, MAY)
    assert len(captured) < 8
    with operator():
        assert PlannedStep.objects.get().state == "planned"


def test_whose_they_are_is_asked_across_vendors(vendor, parting):
    other = VendorFactory()
    entered(parting, couple(vendor))
    entered(published(other, behind("yes", "yes"), forks=[BRANCH]), couple(other))
    assert set(walk.vendors_of(Enrollment.objects.all())) == {vendor.pk, other.pk}
