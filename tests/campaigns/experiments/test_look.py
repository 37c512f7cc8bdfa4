"""Looks are few, at their time, and what they found is kept as it was."""

import datetime as dt

import pytest

from campaigns.experiment.goals import Goal
from campaigns.experiment.looks import MOST
from campaigns.experiments import look as looking
from campaigns.experiments import retune as retuning
from campaigns.experiments.assign_variants import assign
from campaigns.experiments.look import look_all, turn_to
from campaigns.experiments.open_experiment import open_experiment
from campaigns.models import Assignment
from tests.campaigns.crowd import EVEN, STEP, TIMELINE, Crowd
from wedsync.vendors.models import Event, Vendor

pytestmark = pytest.mark.django_db
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


@pytest.fixture
def crowd(as_vendor):
    return Crowd(Vendor.objects.get(pk=as_vendor))


def show(crowd, clicks, count=120, at=None):
    """So many of each variant's weddings click; `clicks` by key."""
    left = dict(clicks)
    got = crowd.assigned(count)
    for unit, message in crowd.told(got, at=at or crowd.experiment.started_at).items():
        if left[got[unit]]:
            left[got[unit]] -= 1
            crowd.click(message, at=message.not_before + dt.timedelta(hours=1))


def turn(crowd, after=WEEK):
    """At a time after the start."""
    turn_to(crowd.experiment.pk, crowd.experiment.started_at + after)
    return crowd.experiment


def test_before_a_week_nobody_looks(crowd):
    show(crowd, {"A": 0, "B": 40})

    experiment = turn(crowd, WEEK - DAY)

    assert (experiment.looks, experiment.word) == (0, "")


def test_a_look_says_a_word_and_keeps_its_figures(crowd):
    show(crowd, {"A": 0, "B": 40})

    experiment = turn(crowd)

    assert (experiment.looks, experiment.word) == (1, "not enough data")
    assert experiment.findings["leader"] == "B"
    assert [one["key"] for one in experiment.findings["variants"]] == ["A", "B"]
    assert experiment.findings["did"] == 40
    assert experiment.findings["sentence"].endswith("it has won if the next look says the same.")


def test_two_looks_that_say_the_same_name_a_winner(crowd):
    show(crowd, {"A": 0, "B": 40})

    turn(crowd)
    experiment = turn(crowd, 2 * WEEK)

    assert (experiment.looks, experiment.word) == (2, "winner")
    assert experiment.ended_at is not None
    assert experiment.due_at is None
    event = Event.objects.get(verb="experiment.ended")
    assert event.data == {"word": "winner", "leader": "B"}


def test_everybody_new_gets_the_winner_and_nobody_is_moved(crowd):
    show(crowd, {"A": 0, "B": 40})
    before = dict(Assignment.objects.values_list("unit", "variant_key"))
    turn(crowd)
    turn(crowd, 2 * WEEK)

    new = crowd.assigned(20)
    after = assign(crowd.vendor.pk, STEP, list(before), EVEN)

    assert set(new.values()) == {"B"}
    assert after == before


def test_a_second_look_within_a_day_is_none(crowd):
    show(crowd, {"A": 0, "B": 40})
    turn(crowd)

    assert turn(crowd, WEEK + DAY / 2).looks == 1


def test_there_are_twelve_looks_and_then_it_is_over(crowd):
    show(crowd, {"A": 10, "B": 11})

    for week in range(1, 20):
        experiment = turn(crowd, week * WEEK)

    assert (experiment.looks, experiment.word) == (MOST, "not enough data")
    assert experiment.ended_at == experiment.started_at + 12 * WEEK


def test_what_was_found_does_not_change_afterwards(crowd):
    show(crowd, {"A": 0, "B": 40})
    turn(crowd)
    kept = turn(crowd, 2 * WEEK).findings

    show(crowd, {"A": 50, "B": 0})

    assert turn(crowd, 3 * WEEK).findings == kept


def test_a_broken_assignment_withholds_the_result(crowd):
    show(crowd, {"A": 0, "B": 40})
    Assignment.objects.filter(variant_key="A").delete()

    experiment = turn(crowd)

    assert experiment.word == "not enough data"
    assert "the result is withheld" in experiment.findings["sentence"]
    assert "best" not in experiment.findings["variants"][0]


def test_others_of_the_same_kind_are_what_is_believed_before(crowd):
    show(crowd, {"A": 0, "B": 40})
    turn(crowd)
    turn(crowd, 2 * WEEK)
    second = Crowd(crowd.vendor, f"timeline:{TIMELINE}:thank")

    show(second, {"A": 10, "B": 10})
    experiment = turn(second)

    together = (40 + 20 + 0.5) / (120 + 120 + 1)
    assert experiment.findings["prior"]["mean"] == pytest.approx(together)


def test_those_held_out_show_what_the_message_changes(crowd):
    open_experiment(crowd.vendor.pk, STEP, goal=Goal.REVIEW)
    start = crowd.experiment.started_at
    got = crowd.assigned(200, held=40)
    crowd.told([unit for unit, key in got.items() if key != "held"], at=start)
    for unit, key in got.items():
        if key != "held":
            crowd.reach(unit, Goal.REVIEW, at=start + DAY)

    assert turn(crowd).findings["effect"].startswith("The message helps: 100 %")


def test_all_due_experiments_of_every_vendor_are_looked_at(crowd, monkeypatch):
    show(crowd, {"A": 0, "B": 40})
    now = crowd.experiment.started_at + WEEK
    monkeypatch.setattr(looking, "current_time", lambda: now)

    look_all()
    look_all()

    assert crowd.experiment.looks == 1


def bandit(crowd, clicks, count=240):
    open_experiment(crowd.vendor.pk, STEP, bandit=True)
    show(crowd, clicks, count)


def test_a_bandit_follows_its_results_once_a_day(crowd):
    bandit(crowd, {"A": 9, "B": 12})

    first = turn(crowd, DAY)
    again = turn(crowd, DAY * 1.5)

    assert (first.looks, sum(first.tuned.values())) == (0, 100)
    assert first.tuned["B"] > first.tuned["A"] >= 10
    assert again.tuned_at == first.tuned_at
    assert first.due_at == first.started_at + 2 * DAY


def test_with_few_weddings_a_quarter_there_is_nothing_to_follow(crowd):
    bandit(crowd, {"A": 5, "B": 12}, count=retuning.BUSY - 1)

    assert turn(crowd, DAY).tuned == {}


def test_one_wording_alone_has_nothing_to_share(crowd):
    open_experiment(crowd.vendor.pk, STEP, bandit=True)
    crowd.assigned(120, {"A": 1})

    assert turn(crowd, DAY).tuned == {}


def test_when_nothing_better_is_to_be_had_the_best_gets_everything(crowd):
    bandit(crowd, {"A": 0, "B": 90})

    experiment = turn(crowd, DAY)

    assert experiment.tuned == {"B": 100}
    assert experiment.due_at == experiment.started_at + WEEK
