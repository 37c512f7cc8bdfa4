"""Where a timeline's way parts, as its author says it: without a line of JavaScript."""

import pytest
from django.urls import reverse

from campaigns.models import Timeline
from campaigns.segments.keep import used_by
from campaigns.timelines.edit import mark
from campaigns.timelines.publish import preview
from tests.campaigns.inside import step
from tests.factories import SegmentFactory, VariantFactory
from tests.wedsync.dashboard.markup import faults
from tests.wedsync.dashboard.test_timelines import filled
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(vendor):
    return SegmentFactory(vendor=vendor, name="Paid")


@pytest.fixture
def template(vendor):
    return VariantFactory(version__template__vendor=vendor).version.template


@pytest.fixture
def draft(vendor, template):
    with operator():
        return Timeline.objects.create(
            vendor=vendor, name="Season", draft={"steps": [step("shots", str(template.pk))]}
        )


def fresh(timeline):
    with operator():
        return Timeline.objects.get(pk=timeline.pk)


def post(client, name, timeline, /, *args, **data):
    url = reverse(name, args=[timeline.pk, *args])
    return client.post(url, {"seen": mark(fresh(timeline).draft), **data}, follow=True)


def branch(segment, **also):
    usual = {"name": "Deposit paid", "kind": "branch", "segment": segment.pk, "count": 8,
             "unit": "weeks", "side": "-1", "anchor": "wedding_day"}  # fmt: skip
    return usual | also


def forks(timeline):
    return fresh(timeline).draft.get("forks", [])


def test_a_branch_asks_for_an_audience_at_its_moment(owner, draft, paid):
    response = post(owner, "timeline-fork-add", draft, **branch(paid))
    assert "In the draft" in response.content.decode()
    assert forks(draft) == [
        {
            "key": "deposit-paid",
            "kind": "branch",
            "when": {"anchor": "wedding_day", "weeks": -8},
            "condition": {"conditions": [{"segment": str(paid.pk)}]},
        }
    ]


def test_a_wait_has_three_ends(owner, draft, paid):
    ends = {"longest_days": 10, "until_count": 2, "until_unit": "weeks", "until_side": "-1",
            "until_anchor": "wedding_day"}  # fmt: skip
    post(owner, "timeline-fork-add", draft, **branch(paid, kind="wait", **ends))
    [one] = forks(draft)
    assert one["longest_hours"] == 240
    assert one["until"] == {"anchor": "wedding_day", "weeks": -2}


def test_a_wait_without_an_end_is_refused_at_its_field(owner, draft, paid):
    response = post(owner, "timeline-fork-add", draft, **branch(paid, kind="wait"))
    assert "A wait needs an end" in response.content.decode()
    assert response.status_code == 422
    assert forks(draft) == []


def test_a_message_lies_behind_an_exit_and_after_an_end(owner, draft, paid, template, vendor):
    post(owner, "timeline-fork-add", draft, **branch(paid))
    said = filled(template, anchor="exit:deposit-paid", side="1", lane="deposit-paid:no")
    asks = {"at.0.field": "segment", "at.0.value": str(paid.pk)}
    post(owner, "timeline-add", draft, **said, **asks)
    made = fresh(draft).draft["steps"][-1]
    assert made["lane"] == {"fork": "deposit-paid", "arm": "no"}
    assert made["when"]["anchor"] == "exit:deposit-paid"
    assert made["condition"]["conditions"][0] == {"segment": str(paid.pk)}
    with tenant(vendor.pk):
        assert not [one for one in preview(fresh(draft)).problems if "deposit" in one]

    url = reverse("timeline-step", args=[draft.pk, made["key"]])
    shown = owner.get(url).context
    form, [row] = shown["form"], shown["conditions"].parts
    assert (row.row.field, row.row.text("value")) == ("segment", str(paid.pk))
    assert form.initial["lane"] == "deposit-paid:no"


def test_it_is_changed_in_its_place(owner, draft, paid):
    post(owner, "timeline-fork-add", draft, **branch(paid))
    again = owner.get(reverse("timeline-fork", args=[draft.pk, "deposit-paid"]))
    assert again.context["form"].initial["count"] == 8
    assert not faults(again.content.decode())
    post(owner, "timeline-fork", draft, "deposit-paid", **branch(paid, count=3))
    assert [one["when"]["weeks"] for one in forks(draft)] == [-3]


def test_what_something_hangs_on_is_not_taken_out(owner, draft, paid, template):
    post(owner, "timeline-fork-add", draft, **branch(paid))
    post(owner, "timeline-add", draft, **filled(template, lane="deposit-paid:yes"))
    response = post(owner, "timeline-fork-remove", draft, "deposit-paid")
    assert "hangs on “deposit-paid”: move it first" in response.content.decode()
    assert len(forks(draft)) == 1


def test_what_nothing_hangs_on_is(owner, draft, paid):
    post(owner, "timeline-fork-add", draft, **branch(paid))
    post(owner, "timeline-fork-remove", draft, "deposit-paid")
    assert forks(draft) == []


def test_an_audience_may_be_the_goal_and_none_again(owner, draft, paid):
    post(owner, "timeline-goal", draft, segment=paid.pk)
    assert fresh(draft).draft["goal"] == {"conditions": [{"segment": str(paid.pk)}]}
    page = owner.get(reverse("timeline", args=[draft.pk]))
    assert page.context["goal"] == str(paid.pk)
    post(owner, "timeline-goal", draft, segment="")
    assert "goal" not in fresh(draft).draft


def test_an_audience_that_a_timeline_asks_for_stays(owner, draft, paid, vendor):
    post(owner, "timeline-goal", draft, segment=paid.pk)
    with tenant(vendor.pk):
        assert used_by(paid) == ["Season"]


def test_an_audience_of_somebody_else_is_none(owner, draft):
    other = SegmentFactory()
    assert post(owner, "timeline-goal", draft, segment=other.pk).status_code == 404
    response = post(owner, "timeline-fork-add", draft, **branch(other))
    assert response.status_code == 422
