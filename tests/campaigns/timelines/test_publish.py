"""A draft becomes a version for good, and nobody inside is left behind."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Enrollment, PlannedStep, Timeline, TimelineVersion
from campaigns.timeline import Reason
from campaigns.timelines.publish import preview, publish
from campaigns.timelines.release import release
from personalization.compile import compile_draft
from tests.campaigns.inside import NOW, entered, published, rows, step
from tests.factories import (
    LETTER,
    PersonFactory,
    TemplateFactory,
    VariantFactory,
    VendorFactory,
    WeddingFactory,
)
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event, Vendor
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
MAY = dt.datetime(2027, 5, 8, 17, tzinfo=dt.UTC)
VIP = {"tag": "vip"}


@pytest.fixture
def template(vendor):
    return str(VariantFactory(version__template__vendor=vendor).version.template_id)


@pytest.fixture
def timeline(vendor, template):
    made = published(vendor, step("one", template), step("two", template))
    with tenant(vendor.pk):
        yield made


def couple(vendor):
    wedding = WeddingFactory(client__vendor=vendor)
    PersonFactory(client=wedding.client)
    return wedding


def redrafted(timeline, *steps, **also):
    timeline.draft = {"steps": list(steps), **also}
    timeline.save(update_fields=["draft"])
    return timeline


def refused(timeline, *steps, **also):
    with pytest.raises(Refusal) as refusal:
        publish(redrafted(timeline, *steps, **also), NOW, actor="user:1")
    assert TimelineVersion.objects.count() == 1
    return str(refusal.value)


def test_the_next_version_says_what_the_draft_says(timeline, template):
    version = publish(redrafted(timeline, step("three", template)), NOW, actor="user:1")
    assert (version.number, version.published_by) == (2, "user:1")
    assert [one["key"] for one in version.definition["steps"]] == ["three"]
    assert Event.objects.get(verb="timeline.published").data == {
        "version": 2,
        "inside": 0,
        "moved": 0,
    }


def test_before_it_is_published_one_sees_what_it_does(timeline, template, vendor):
    entered(timeline, couple(vendor), couple(vendor))
    seen = preview(redrafted(timeline, step("two", template), step("three", template)))
    assert (seen.inside, seen.kept, seen.new) == (2, ("two",), ("three",))
    assert (seen.ends, seen.ending, seen.problems) == ({"one": 2}, 2, ())


def test_who_is_inside_goes_on_by_the_new_one_with_all_they_were_told(timeline, template, vendor):
    [inside] = entered(timeline, couple(vendor))
    PlannedStep.objects.filter(step_key="two").update(by_hand=True, due_at=MAY + DAY)
    release(vendor.pk, MAY)
    PlannedStep.objects.filter(step_key="two").update(by_hand=False)
    later = step("two", template, when={"anchor": "wedding_day", "weeks": -1})
    publish(redrafted(timeline, later), MAY, actor="user:1")
    found = rows(inside)
    assert found["one"].state == "left"  # it was said, and that stays so
    assert found["two"].due_at == MAY + 35 * DAY


def test_a_deleted_step_strands_nobody(timeline, template, vendor):
    """Not even those who wait in a fork that is gone."""
    fork = {
        "key": "vip",
        "kind": "wait",
        "condition": VIP,
        "longest_hours": 48,
        "when": {"anchor": "wedding_day", "weeks": -6},
    }
    behind = step("end", template, when={"anchor": "exit:vip"}, lane={"fork": "vip", "arm": "met"})
    [inside] = entered(timeline, couple(vendor))
    publish(redrafted(timeline, behind, forks=[fork]), NOW, actor="user:1")
    assert {key: row.state for key, row in rows(inside).items()} == {"end": "conditional"}
    after = step("after", template, when={"anchor": "wedding_day", "weeks": -1})
    publish(redrafted(timeline, after), NOW, actor="user:1")
    assert {key: row.state for key, row in rows(inside).items()} == {"after": "planned"}


def test_a_new_step_whose_day_has_passed_is_not_simply_sent(timeline, template, vendor):
    [inside] = entered(timeline, couple(vendor), now=MAY - DAY)
    past = step("past", template, when={"anchor": "wedding_day", "months": -6})
    publish(redrafted(timeline, past, step("two", template)), MAY - DAY, actor="user:1")
    assert rows(inside)["past"].reason == Reason.LATE_SKIPPED


def test_only_those_who_come_in_from_now_on(timeline, template, vendor):
    [old] = entered(timeline, couple(vendor))
    publish(redrafted(timeline, step("three", template)), NOW, actor="user:1", move=False)
    [new] = entered(timeline, couple(vendor))
    assert (set(rows(old)), set(rows(new))) == ({"one", "two"}, {"three"})


def test_who_was_stopped_is_brought_over_and_stays_stopped(timeline, template, vendor):
    [inside] = entered(timeline, WeddingFactory(client__vendor=vendor, life="cancelled"))
    publish(redrafted(timeline, step("three", template)), NOW, actor="user:1")
    assert rows(inside)["three"].state == "held"
    assert Enrollment.objects.get().state == "stopped"


def test_many_take_no_more_queries_than_one(timeline, template, vendor):
    def queries(count):
        entered(timeline, *(couple(vendor) for _ in range(count)))
        redrafted(timeline, step("two", template))
        with CaptureQueriesContext(connection) as captured:
            publish(timeline, NOW, actor="user:1")
        return len(captured)

    queries(1)
    assert queries(1) == queries(6)


def test_what_cannot_be_read_is_refused_with_its_place(timeline):
    assert "timeline.steps[0].template" in refused(timeline, {"key": "x", "template": 7})


def test_an_empty_one_is_refused(timeline):
    assert "at least one message" in refused(timeline)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"role": "best_man"}, "a part nobody has"),
        ({"channels": ["sms"]}, "says nothing by SMS"),
        ({"channels": ["pigeon"]}, "isn't a channel"),
        ({"condition": {"shoe_size": 43}}, "The condition of 'one' can't be asked"),
        ({"template": "00000000-0000-0000-0000-000000000001"}, "isn't there any more"),
    ],
)
def test_what_could_not_be_said_is_refused(timeline, template, said, sentence):
    assert sentence in refused(timeline, step("one", **{"template": template, **said}))


def test_another_vendors_template_is_not_there(timeline):
    theirs = TemplateFactory(vendor=VendorFactory())
    assert "isn't there any more" in refused(timeline, step("one", str(theirs.pk)))


def test_a_branch_has_to_ask_something(timeline, template):
    fork = {"key": "vip", "kind": "branch", "when": {"anchor": "wedding_day"}}
    assert "asks nothing" in refused(timeline, step("one", template), forks=[fork])


def test_a_goal_has_to_be_something_one_can_ask(timeline, template):
    assert "The goal can't be asked" in refused(timeline, step("one", template), goal={"x": 1})


def test_what_was_written_without_a_way_out_is_not_marketing(timeline, vendor):
    binding = compile_draft(LETTER, purpose="contractual")
    version = VariantFactory(version__template__vendor=vendor, compiled=binding).version
    told = refused(timeline, step("one", str(version.template_id), purpose="marketing"))
    assert "no way out" in told


def test_who_writes_must_say_who_they_are(timeline, template):
    Vendor.objects.update(sender_email="", postal_address="")
    told = refused(timeline, step("one", template, purpose="marketing"))
    assert "address you send from" in told
    assert "postal address" in told


def test_a_published_version_never_changes(timeline):
    version = TimelineVersion.objects.get()
    version.definition = {}
    with pytest.raises(Exception, match=r"append|denied|never"):
        version.save()


def test_the_draft_of_another_does_not_count(timeline, template):
    """What is published is what is stored, not what somebody holds in hand."""
    redrafted(timeline, step("three", template))
    stale = Timeline.objects.get()
    stale.draft = {}
    assert publish(stale, NOW, actor="user:1").definition["steps"][0]["key"] == "three"
