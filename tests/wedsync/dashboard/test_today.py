"""Today: what the page shows, what each need leads to, and how much it asks the database."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import now as current_time

from campaigns.models import PlannedStep
from messaging.models import ToDo
from messaging.states import State
from messaging.todo import ask
from tests.campaigns.inside import entered, published, step
from tests.campaigns.moves import proposed
from tests.factories import PersonFactory, WeddingFactory
from tests.wedsync.dashboard.stage import messages_of, running
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant

DAY = dt.timedelta(days=1)


def text_of(client, name="today"):
    return " ".join(client.get(reverse(name)).content.decode().split())


def couple(vendor, days=2):
    made = WeddingFactory(
        client__vendor=vendor, client__name="Mei & Tomás", date=(current_time() + days * DAY).date()
    )
    PersonFactory(client=made.client)
    return made


def needed(vendor, text="An address bounced.", key="1"):
    with tenant(vendor.pk):
        ask(vendor.pk, "address", key, text)
        return ToDo.objects.get(vendor=vendor, key=f"address:{key}")


def test_it_is_where_one_comes_in(owner):
    assert owner.get("/").resolver_match.view_name == "home"
    assert "Needs you" in text_of(owner, "home")


def test_a_wedding_of_the_week_shows_its_quiet_hours(owner, vendor):
    made = couple(vendor)
    couple(vendor, days=30)

    shown = owner.get(reverse("today")).context["weddings"]

    assert [one.wedding for one in shown] == [made]
    assert len(shown[0].windows) == 1
    assert "Quiet" in text_of(owner)


def test_what_waits_is_counted_in_its_hour_and_named(owner, vendor):
    running(vendor, State.QUEUED, State.QUEUED, planned=3)

    soon = owner.get(reverse("today")).context["coming"]

    assert (soon.hours[0].going, soon.going, soon.held) == (5, 5, 0)
    assert [line.kind for line in soon.lines] == ["message", "message"]


def test_a_planned_step_of_tomorrow_is_named_by_its_template(owner, vendor):
    soon = current_time() + dt.timedelta(hours=5)
    made = WeddingFactory(client__vendor=vendor, date=(soon + 42 * DAY).date())
    PersonFactory(client=made.client)
    entered(published(vendor, step("six_weeks")), made, now=current_time())
    with operator():
        PlannedStep.objects.filter(wedding=made).update(due_at=soon, state="planned")

    shown = owner.get(reverse("today")).context["coming"]

    assert (shown.hours[4].going + shown.hours[5].going, shown.lines[0].pk) == (1, made.pk)


def test_a_need_is_done_with_and_comes_back(owner, vendor):
    todo = needed(vendor)
    assert "An address bounced." in text_of(owner)

    owner.post(reverse("todo-done", args=[todo.pk]))
    after = text_of(owner)
    assert "An address bounced." not in after
    assert reverse("todo-undo", args=[todo.pk]) in after

    owner.post(reverse("todo-undo", args=[todo.pk]))
    assert "An address bounced." in text_of(owner)


def test_what_was_noted_again_meanwhile_stays_once(owner, vendor):
    first = needed(vendor)
    owner.post(reverse("todo-done", args=[first.pk]))
    with tenant(vendor.pk):
        ask(vendor.pk, "address", "1", "Again.")

    owner.post(reverse("todo-undo", args=[first.pk]))

    assert len(owner.get(reverse("today")).context["asked"]) == 1


def test_a_proposed_date_leads_to_its_decision(owner, vendor):
    with tenant(vendor.pk):
        moved = proposed(couple(vendor, 200), (current_time() + 300 * DAY).date())

    asked = owner.get(reverse("today")).context["asked"]

    assert [one.address for one in asked] == [reverse("reflow", args=[moved.pk])]


def test_a_viewer_sees_the_need_and_no_button(as_role, vendor):
    todo = needed(vendor)
    viewer = as_role("viewer")

    assert reverse("todo-done", args=[todo.pk]) not in text_of(viewer)
    assert viewer.post(reverse("todo-done", args=[todo.pk])).status_code == 403


def test_nobody_ticks_off_the_need_of_another(stranger, vendor):
    todo = needed(vendor)

    stranger.post(reverse("todo-done", args=[todo.pk]))

    with tenant(vendor.pk):
        assert ToDo.objects.get(pk=todo.pk).done_at is None


def test_first_steps_tick_themselves_until_they_are_put_away(owner, vendor):
    steps = owner.get(reverse("today")).context["steps"]
    done = {step.key: step.done for step, _ in steps}
    assert done["brand"]
    assert not done["import"]
    assert all(address for _, address in steps)

    couple(vendor)
    steps = owner.get(reverse("today")).context["steps"]
    assert {step.key: step.done for step, _ in steps}["import"]

    owner.post(reverse("first-steps-dismiss"))
    owner.post(reverse("first-steps-dismiss"))
    assert owner.get(reverse("today")).context["steps"] == []
    with operator():
        assert Event.objects.filter(verb="vendor.first_steps_over").count() == 1

    owner.post(reverse("first-steps-again"))
    assert owner.get(reverse("today")).context["steps"]


def test_a_page_asks_no_more_for_fifty_than_for_one(owner, vendor, count_queries):
    asked = []
    for more in (1, 2, 47):
        for at in range(more):
            couple(vendor)
            needed(vendor, key=f"{len(asked)}-{at}")
        running(vendor, *[State.QUEUED] * more, planned=more)
        running(vendor, *[State.HELD] * more, reason="no address")
        messages_of(running(vendor, State.DELIVERED))
        asked.append(count_queries(owner, reverse("today")))

    assert len(set(asked)) == 1


@pytest.mark.parametrize("word", ["x", "0", "zz-1"])
def test_a_cursor_that_we_never_gave_is_no_page(owner, word):
    assert owner.get(reverse("today-feed"), {"since": word}).status_code == 404
