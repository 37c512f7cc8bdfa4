"""What an operator sees first: ten figures and the pages behind them."""

import pytest
from django.urls import reverse
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from messaging.states import State
from tests.factories import AccountFactory, UserFactory
from tests.wedsync.dashboard.stage import running
from tests.wedsync.season import season

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def figures(operator):
    response = operator.get(reverse("admin:index"))
    assert response.status_code == 200
    return {one.label: one for one in response.context["figures"]}


def test_there_are_ten_each_with_its_page(operator):
    season("studio")
    shown = figures(operator)

    assert len(shown) == 10
    for figure in shown.values():
        assert operator.get(figure.url).status_code == 200, figure.label


def test_an_empty_house_has_one_alarm(operator):
    shown = figures(operator)

    assert [one.label for one in shown.values() if one.alarming] == ["Last seen"]
    assert shown["Held"].note == "nothing is in the way"


@pytest.mark.parametrize(
    ("state", "label"), [(State.DEAD, "Given up"), (State.QUEUED, "In line"), (State.HELD, "Held")]
)
def test_messages_are_counted_where_they_stand(operator, vendor, state, label):
    running(vendor, state, state)

    assert figures(operator)[label].value == "2"


def test_what_left_today_and_what_was_lost(operator, vendor):
    running(vendor, State.DELIVERED, State.BOUNCED)
    left = figures(operator)["Left today"]

    assert (left.value, left.note) == ("1", "1 did not arrive")


def test_an_account_that_rests_is_an_alarm(operator):
    AccountFactory(rests_until="2090-01-01T00:00Z")
    figure = figures(operator)["Accounts at rest"]

    assert (figure.value, figure.note, figure.alarming) == ("1", "of 1; 0 are off", True)


def test_what_beat_knocks_at_is_stopped_and_let_go_on(operator):
    every = IntervalSchedule.objects.create(every=5, period="seconds")
    task = PeriodicTask.objects.create(name="expand", task="campaigns.tasks.expand", interval=every)
    page = reverse("admin:django_celery_beat_periodictask_changelist")

    for action, enabled in (("stop", False), ("let_go_on", True)):
        operator.post(page, {"action": action, "_selected_action": [task.pk]})
        task.refresh_from_db()
        assert task.enabled is enabled


def test_an_assistant_operator_only_looks(client):
    client.force_login(UserFactory(is_staff=True))
    page = reverse("admin:django_celery_beat_periodictask_changelist")

    assert client.get(page).status_code == 403
