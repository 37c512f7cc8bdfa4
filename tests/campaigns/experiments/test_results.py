"""What an experiment's figures count, and what they don't."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.experiment.goals import Goal
from campaigns.experiment.posterior import Tally
from campaigns.experiments.assign_variants import assign
from campaigns.experiments.open_experiment import open_experiment
from campaigns.experiments.reach_goal import Worth, reach
from campaigns.experiments.results import results
from campaigns.models import Experiment, GoalReached, PlannedStep
from messaging.models import DeliveryEvent, Message
from tests.campaigns.crowd import SENT, STEP, Crowd
from tests.factories import CampaignFactory, PersonFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Vendor

pytestmark = pytest.mark.django_db
DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)


@pytest.fixture
def crowd(as_vendor):
    return Crowd(Vendor.objects.get(pk=as_vendor))


@pytest.fixture
def one(crowd):
    """A single wedding with A that had its message."""
    [unit] = crowd.assigned(1, {"A": 1})
    return crowd.told([unit])[unit]


def of_a(crowd):
    return results(crowd.experiment).variants["A"]


def test_everybody_counts_where_they_were_assigned(crowd):
    got = crowd.assigned(20)
    crowd.told([unit for unit, key in got.items() if key == "A"])

    found = results(crowd.experiment)

    with_a = list(got.values()).count("A")
    assert found.assigned == {"A": with_a, "B": 20 - with_a, "held": 0}
    assert (found.variants["A"].went, found.variants["A"].delivered) == (with_a, with_a)
    assert found.variants["B"].went == 0


def test_a_variant_nobody_has_yet_counts_nobody(crowd):
    crowd.assigned(1, {"A": 1000, "B": 1})

    assert results(crowd.experiment).variants["B"].assigned == 0


@pytest.mark.parametrize(("state", "went"), [("accepted", 1), ("bounced", 1), ("held", 0)])
def test_a_message_counts_once_it_has_left(crowd, state, went):
    [unit] = crowd.assigned(1, {"A": 1})
    crowd.told([unit], state=state)

    assert (of_a(crowd).went, of_a(crowd).delivered) == (went, 0)


@pytest.mark.parametrize(("reader", "clicks"), [("human", 1), ("machine", 0), ("unsure", 0)])
def test_only_a_persons_click_counts(crowd, one, reader, clicks):
    crowd.click(one, reader)

    assert of_a(crowd).clicked == clicks


def test_nor_does_one_beside_a_machines(crowd, one):
    crowd.click(one, "machine")
    crowd.click(one, "human", at=SENT + dt.timedelta(hours=1) + SECOND)

    assert of_a(crowd).clicked == 0


def test_opens_count_nowhere(crowd, one):
    DeliveryEvent.objects.create(
        vendor=crowd.vendor, message=one, kind="opened", at=SENT + DAY, reader="human"
    )

    found = of_a(crowd)
    assert (found.clicked, found.replied, found.reached) == (0, 0, 0)


def test_two_partners_and_many_clicks_are_one_wedding(crowd, one):
    [partners] = crowd.told([one.wedding_id], to="b").values()
    for message in (one, one, partners):
        crowd.click(message)

    assert (of_a(crowd).went, of_a(crowd).clicked) == (1, 1)


@pytest.mark.parametrize(("word", "replies"), [("", 1), ("stop", 0)])
def test_a_reply_counts_unless_it_says_stop(crowd, one, word, replies):
    crowd.answer(one, word)

    assert of_a(crowd).replied == replies


@pytest.mark.parametrize(("days", "counts"), [(-1, 0), (0, 1), (7, 1), (8, 0)])
def test_a_sign_counts_within_its_window(crowd, one, days, counts):
    crowd.click(one, at=SENT + days * DAY)

    assert of_a(crowd).clicked == counts


def deposits(crowd):
    open_experiment(crowd.vendor.pk, STEP, goal=Goal.DEPOSIT)
    [unit] = crowd.assigned(1, {"A": 1})
    crowd.told([unit])
    return unit


def test_a_goal_that_is_told_twice_counts_once(crowd):
    unit = deposits(crowd)

    news = [crowd.reach(unit, value=Worth(50_000, "USD")) for _ in range(2)]

    assert news == [True, False]
    assert GoalReached.objects.count() == 1
    assert (of_a(crowd).reached, of_a(crowd).value) == (1, 50_000)


def test_a_wedding_with_two_deposits_reached_its_goal_once(crowd):
    unit = deposits(crowd)
    crowd.reach(unit, key="first", value=Worth(100, "USD"))
    crowd.reach(unit, key="second", value=Worth(200, "USD"))

    assert (of_a(crowd).reached, of_a(crowd).value) == (1, 300)


def test_money_of_another_currency_is_not_added(crowd):
    unit = deposits(crowd)
    crowd.reach(unit, value=Worth(100, "EUR"))

    assert (of_a(crowd).reached, of_a(crowd).value) == (1, 0)


@pytest.mark.parametrize(("days", "counts"), [(-1, 0), (30, 1), (31, 0)])
def test_a_goal_counts_within_its_window(crowd, days, counts):
    crowd.reach(deposits(crowd), at=SENT + days * DAY)

    assert of_a(crowd).reached == counts


def test_another_goal_does_not_count(crowd):
    crowd.reach(deposits(crowd), kind=Goal.REVIEW)

    assert of_a(crowd).reached == 0


def test_those_held_out_stand_beside(crowd):
    open_experiment(crowd.vendor.pk, STEP, goal=Goal.REVIEW)
    got = crowd.assigned(3, held=100)
    unit = next(iter(got))
    at = crowd.experiment.started_at + DAY
    crowd.reach(unit, kind=Goal.REVIEW, at=at)

    found = results(crowd.experiment)

    assert (found.held.assigned, found.held.reached) == (3, 1)
    assert sum(outcome.assigned for outcome in found.variants.values()) == 0


def test_their_window_begins_with_the_message_that_was_trapped(crowd):
    open_experiment(crowd.vendor.pk, STEP, goal=Goal.REVIEW)
    [unit] = crowd.assigned(1, held=100)
    crowd.told([unit], state="cancelled")
    crowd.reach(unit, kind=Goal.REVIEW, at=SENT + DAY)

    assert results(crowd.experiment).held.reached == 1


@pytest.fixture
def sent_out(crowd):
    """A campaign's, in place of a step's."""
    crowd.subject = f"campaign:{CampaignFactory(vendor=crowd.vendor).pk}"
    return crowd


def test_a_person_without_a_wedding_is_a_unit_too(sent_out):
    crowd, person = sent_out, PersonFactory(client__vendor=sent_out.vendor)
    assign(crowd.vendor.pk, crowd.subject, [person.pk], {"A": 1})
    crowd.told([None])
    Message.objects.update(person=person, dedupe_key=f"{crowd.subject}:{person.pk}", wedding=None)
    crowd.click(Message.objects.get())

    assert (of_a(crowd).went, of_a(crowd).clicked) == (1, 1)


def test_messages_about_something_else_are_none_of_it(crowd):
    [unit] = crowd.assigned(1, {"A": 1})
    crowd.told([unit])
    PlannedStep.objects.update(step_key="reminds")

    assert of_a(crowd).went == 0


def test_nor_are_those_of_a_campaign_whose_id_begins_alike(sent_out):
    [unit] = sent_out.assigned(1, {"A": 1})
    sent_out.told([unit])
    assert of_a(sent_out).went == 1
    Message.objects.update(dedupe_key=f"{sent_out.subject}s:{unit}")

    assert of_a(sent_out).went == 0


def test_each_draw_is_counted(crowd):
    crowd.assigned(4)
    crowd.assigned(3, {"A": 1, "B": 4})

    assert results(crowd.experiment).drawn == {0: 4, 1: 3}


def test_the_goal_decides_what_is_tallied(crowd, one):
    crowd.answer(one)
    found = results(crowd.experiment)

    assert found.tallies(Goal.CLICKED) == {"A": Tally(0, 1)}
    assert found.tallies(Goal.REPLIED) == {"A": Tally(1, 1)}


def test_it_is_one_query_however_many_there_are(crowd):
    def queries(count):
        crowd.told(crowd.assigned(count))
        experiment = crowd.experiment
        with CaptureQueriesContext(connection) as captured:
            results(experiment)
        return len(captured)

    assert queries(1) == queries(12) == 2  # and the vendor's currency


@pytest.mark.parametrize("kind", [Goal.CLICKED, Goal.REPLIED])
def test_signs_are_not_told(as_vendor, kind):
    with pytest.raises(Refusal, match="read from the messages"):
        reach(as_vendor, uuid4(), kind, SENT, key="k")


@pytest.mark.parametrize("value", [Worth(-1, "USD"), Worth(5, "")])
def test_an_amount_without_a_currency_is_refused(as_vendor, value):
    with pytest.raises(Refusal, match="amount of a currency"):
        reach(as_vendor, uuid4(), Goal.DEPOSIT, SENT, key="k", value=value)


@pytest.mark.parametrize("subject", ["campaign:", "poll:7", ""])
def test_only_campaigns_and_steps_are_tried_out(as_vendor, subject):
    with pytest.raises(Refusal, match="Nothing can be tried out"):
        open_experiment(as_vendor, subject)


def test_a_campaign_is_over_too_soon_for_a_bandit(as_vendor):
    with pytest.raises(Refusal, match="goes on for long enough"):
        open_experiment(as_vendor, f"campaign:{uuid4()}", bandit=True)

    assert not Experiment.objects.exists()
