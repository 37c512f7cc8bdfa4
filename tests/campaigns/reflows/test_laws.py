"""Dates that move at random, with messages leaving meanwhile: nothing is said twice."""

import datetime as dt
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.models import Enrollment, PlannedStep, Reflow, StepMessage
from campaigns.timeline import Past, Stand, plan
from campaigns.timeline.reason import LATE
from campaigns.timelines.case import cases_of
from campaigns.timelines.release import release
from campaigns.timelines.rows import lines_of, slot_of
from messaging.models import Message
from messaging.shift import shift
from messaging.states import WAITING, State
from tests.campaigns.inside import NOW, entered, published, step
from tests.campaigns.moves import day, move, undo
from tests.factories import PersonFactory, VendorFactory, WeddingFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.calendar import Precision

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
CANCELLED = State.CANCELLED.value

moves = st.tuples(st.just("move"), st.integers(-120, 200))
opens = st.tuples(st.just("open"), st.just(0))
undos = st.tuples(st.just("undo"), st.just(0))
waits = st.tuples(st.just("wait"), st.integers(0, 60))
sends = st.tuples(st.just("send"), st.integers(0, 1))
sequences = st.lists(moves | moves | opens | undos | waits | sends, min_size=2, max_size=12)


def stage():
    vendor = VendorFactory()
    wedding = WeddingFactory(client__vendor=vendor)
    PersonFactory(client=wedding.client)
    PersonFactory(client=wedding.client, role="partner_b")
    timeline = published(
        vendor,
        step("quarter", when={"anchor": "wedding_day", "months": -3}, late="send_now"),
        step("six_weeks", role="couple", late="compress"),
        step("week", when={"anchor": "wedding_day", "days": -7}, late="critical"),
        step("after", when={"anchor": "wedding_day", "days": 3}),
        step("asked", when={"anchor": "first_day", "weeks": -5}, late="ask"),
    )
    return wedding, entered(timeline, wedding)[0]


def hand_over(vendor_id):
    """What a worker does with all that waits."""
    with tenant(vendor_id):
        ids = list(Message.objects.filter(state=State.QUEUED).values_list("pk", flat=True))
        for state in (State.CLAIMED, State.SENDING, State.SENT):
            shift(ids, state)


def play(wedding, steps):
    """Return the last instant. At most six changes; what is refused changes nothing."""
    now, changes = NOW, []
    for kind, amount in steps:
        if kind == "move" and len(changes) < 6:
            changes += _tried(move, wedding, day(6, 19) + amount * DAY, now)
        elif kind == "open" and len(changes) < 6:
            changes += _tried(move, wedding, None, now, Precision.OPEN)
        elif kind == "undo" and changes:
            undo(changes.pop(), now)
        elif kind == "wait":
            now += amount * DAY
            with tenant(wedding.vendor_id):
                release(wedding.vendor_id, now)
        elif kind == "send" and amount:
            hand_over(wedding.vendor_id)
        assert_once(wedding)
    return now


def _tried(verb, *args):
    with suppress(Refusal):  # where nothing changes
        return [verb(*args)]
    return []


def assert_once(wedding):
    with operator():
        links = StepMessage.objects.filter(step__wedding=wedding)
        said = Counter(
            (one.step_id, one.person_id, one.channel) for one in links.select_related("message")
        )
        found = Message.objects.filter(wedding=wedding).exclude(state=CANCELLED)
        real = Counter(
            (*one.dedupe_key.split(":")[1:4], one.person_id, one.channel) for one in found
        )
        taken_back = Message.objects.filter(wedding=wedding, state=CANCELLED)
        assert set(taken_back.values_list("tries", flat=True)) <= {0}
    assert max(said.values(), default=0) <= 1
    assert max(real.values(), default=0) <= 1
    assert sum(said.values()) == sum(real.values())


def assert_as_if_always_so(wedding, enrollment, now):
    """Every row that has not left is what a wedding gets that always had these facts."""
    with tenant(wedding.vendor_id):
        [case] = cases_of([Enrollment.objects.get(pk=enrollment.pk)], now)
        rows = list(PlannedStep.objects.filter(enrollment=enrollment))
    left = frozenset(slot_of(row) for row in rows if row.left_at)
    always = {line.slot: line for line in plan(case.timeline, case.facts, now, Past(left=left))}
    for line in lines_of(rows):
        wanted = always[line.slot]
        if line.stand is Stand.LEFT or wanted.reason in LATE:
            continue
        assert (line.stand, line.moment, line.due) == (wanted.stand, wanted.moment, wanted.due)
    for line in lines_of(rows):
        if always[line.slot].reason in LATE:
            assert line.reason in LATE or line.stand in {Stand.LEFT, Stand.PLANNED}
            assert line.moment == always[line.slot].moment or line.stand is Stand.LEFT


@given(sequences)
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
def test_nothing_is_said_twice_and_the_plan_is_that_of_the_final_date(steps):
    wedding, enrollment = stage()
    now = play(wedding, steps)
    assert_as_if_always_so(wedding, enrollment, now)


@given(st.lists(moves | opens, min_size=1, max_size=6))
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
def test_undoing_everything_leads_back_to_the_first_plan(steps):
    wedding, enrollment = stage()
    before = _plan(enrollment)
    play(wedding, steps)
    with operator():
        made = list(Reflow.objects.filter(wedding=wedding, state="applied").order_by("-id"))
    for one in made:
        undo(one)

    assert _plan(enrollment) == before


def test_without_the_lock_of_what_waits_a_message_could_be_said_twice(monkeypatch):
    """The laws see it when a message that was tried is taken back as if it had never left."""
    from django.db.models import Q  # noqa: PLC0415 -- for the mutant only

    monkeypatch.setattr(
        "campaigns.timelines.withdraw.NEVER_LEFT", Q(state__in=[state.value for state in WAITING])
    )
    wedding, _ = stage()
    with tenant(wedding.vendor_id):
        release(wedding.vendor_id, dt.datetime(2027, 5, 8, 17, 1, tzinfo=dt.UTC))
        ids = list(Message.objects.values_list("pk", flat=True))
        for state in (State.CLAIMED, State.SENDING, State.QUEUED):
            shift(ids, state)

    with pytest.raises(AssertionError):
        play(wedding, [("move", 100)])


def _plan(enrollment):
    with operator():
        rows = PlannedStep.objects.filter(enrollment=enrollment).order_by("step_key")
        return lines_of(rows)
