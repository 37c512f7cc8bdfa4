"""Two hundred weddings that move, in real rows: nothing twice, and only the last date counts."""

import datetime as dt
import random
from collections import Counter

import pytest

from campaigns.models import Enrollment, PlannedStep, StepMessage
from campaigns.timeline import Past, Stand, plan
from campaigns.timeline.reason import LATE
from campaigns.timelines import write_plan
from campaigns.timelines.basis_of import bases_of
from campaigns.timelines.case import cases_of
from campaigns.timelines.release import release
from campaigns.timelines.replan import replan
from campaigns.timelines.rows import lines_of
from messaging.models import Message
from tests.campaigns.inside import entered, published, step
from tests.factories import PersonFactory, VendorFactory, WeddingFactory
from wedsync.vendors.tenancy import tenant
from wedsync.weddings.models import Wedding

pytestmark = pytest.mark.django_db
VENDORS, COUPLES, ROUNDS = 10, 20, 10
START = dt.datetime(2027, 1, 10, 12, tzinfo=dt.UTC)
SUMMER = dt.date(2027, 6, 19)
DAY = dt.timedelta(days=1)


def before(**far):
    return {"anchor": "wedding_day", **far}


STEPS = (
    step("kickoff", when=before(months=-4), late="compress"),
    step("menu", when=before(months=-2), late="compress"),
    step("headcount", when=before(weeks=-2), purpose="contractual", late="critical"),
    step("balance", when=before(working_days=-10), purpose="contractual", late="ask"),
    step("weather", when=before(days=-1), late="send_now", grace_hours=12),
    step("storm", when=before(hours=2), purpose="emergency", late="send_now", grace_hours=2),
    step("review", when=before(days=7), purpose="marketing"),
    step("anniversary", when={"anchor": "anniversary"}, occurrences=2),
)


def stage(chance):
    vendor = VendorFactory(saturday_blanket=chance.random() < 0.5)
    weddings = []
    for _ in range(COUPLES):
        date = SUMMER + chance.randrange(5) * DAY
        weddings.append(WeddingFactory(client__vendor=vendor, date=date))
        PersonFactory(client=weddings[-1].client)
    entered(published(vendor, *STEPS), *weddings, now=START)
    return vendor


def move(chance):
    """Forward, back, open, a month, or where it was in the beginning."""
    for wedding in Wedding.objects.filter(pk__in=_some(chance)):
        match chance.choice(("moved", "moved", "moved", "open", "month", "back")):
            case "moved":
                wedding.date = (wedding.date or SUMMER) + chance.randint(-90, 150) * DAY
                wedding.precision = "exact"
            case "open":
                wedding.date, wedding.precision = None, "open"
            case "month":
                wedding.date, wedding.precision = dt.date(2027, 9, 1), "month"
            case "back":
                wedding.date, wedding.precision = SUMMER, "exact"
        wedding.save()


def _some(chance):
    ids = list(Wedding.objects.order_by("pk").values_list("pk", flat=True))
    return [one for one in ids if chance.random() < 0.4]


def later(now, chance):
    """To what comes next, and a few minutes; or just some days on."""
    dues = PlannedStep.objects.filter(state="planned", due_at__gt=now).order_by("due_at")
    if chance.random() < 0.7 and (ahead := list(dues.values_list("due_at", flat=True)[:12])):
        return chance.choice(ahead) + chance.randint(0, 30) * dt.timedelta(minutes=1)
    return now + chance.randint(1, 40) * DAY


def live(vendor, chance):
    """Months of a season; what time it is in the end."""
    now = START
    for _ in range(ROUNDS):
        move(chance)
        if chance.random() < 0.8:  # else the facts are only seen when something is due
            replan(Enrollment.objects.all(), now)
        now = later(now, chance)
        while release(vendor.pk, now):
            pass
    replan(Enrollment.objects.all(), now)
    return now


@pytest.mark.parametrize("seed", range(VENDORS))
def test_however_they_move_nothing_is_said_twice_and_the_last_date_counts(seed):
    chance = random.Random(seed)
    vendor = stage(chance)
    with tenant(vendor.pk):
        now = live(vendor, chance)

        assert _said() == _left()
        for case in cases_of(list(Enrollment.objects.all()), now):
            _is_the_plan_of_its_last_date(case, now, vendor)


def _said():
    """How often each slot of each wedding was said."""
    made = StepMessage.objects.values_list("step__wedding_id", "step__step_key", "step__occurrence")
    assert Message.objects.count() == len(made)
    return Counter(made)


def _left():
    """Once each."""
    gone = PlannedStep.objects.filter(state="left", left_at__isnull=False)
    assert gone.count() > COUPLES
    return Counter(gone.values_list("wedding_id", "step_key", "occurrence"))


def _is_the_plan_of_its_last_date(case, now, vendor):
    """Of a wedding that never moved, less what was said; but for what came too late meanwhile."""
    lines = {line.slot: line for line in lines_of(case.rows)}
    basis = bases_of(vendor, [Wedding.objects.get(pk=case.enrollment.wedding_id)], now)
    [facts] = basis.values()
    left = frozenset(slot for slot, line in lines.items() if line.stand is Stand.LEFT)
    for fresh in plan(case.timeline, facts, now, Past(left=left)):
        ours = lines[fresh.slot]
        if ours.settled or fresh.settled:
            assert ours.reason in LATE or _just_due(ours, now)
        else:
            assert ours == fresh
        if ours.stand is Stand.PLANNED:
            assert ours.due > now - dt.timedelta(hours=1)


def _just_due(line, now):
    """Planned for a minute ago by a plan that is anew: in real life a worker is on the way."""
    return line.stand is Stand.PLANNED and now - dt.timedelta(hours=1) <= line.due <= now


def test_without_the_guard_of_what_has_left_it_would_show(monkeypatch):
    """The rows forget that they left: everything is said again, and the ledger says no."""
    forgets = write_plan.STEPS.replace("ours.left_at IS NULL AND", "").replace(
        "by_hand = excluded.by_hand", "by_hand = excluded.by_hand, left_at = NULL"
    )
    assert forgets != write_plan.STEPS
    monkeypatch.setattr(write_plan, "STEPS", forgets)
    monkeypatch.setattr(write_plan, "_left", lambda _line: False)
    with pytest.raises(AssertionError):
        test_however_they_move_nothing_is_said_twice_and_the_last_date_counts(0)
