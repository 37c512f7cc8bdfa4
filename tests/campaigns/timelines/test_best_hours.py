"""Each person's best hour within a step's window."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from campaigns.broadcasts.hour_report import hour_report
from campaigns.imagined.simulate import simulate
from campaigns.models import StepMessage
from campaigns.simulation import Fate
from campaigns.timelines.by_hand import set_time
from campaigns.timelines.release import release
from messaging.models import DeliveryEvent, Message
from messaging.shift import shift
from messaging.states import State
from personalization.send_time import Reason
from tests.campaigns.inside import NOW, entered, plan_of, published, rows, step
from tests.factories import AccountFactory, PersonFactory, WeddingFactory
from tests.messaging.test_habits import clicked, sent
from tests.wedsync.dashboard.stage import WAYS
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Person

pytestmark = pytest.mark.django_db
HOME = ZoneInfo("America/Los_Angeles")
OPENS = dt.datetime(2027, 5, 8, 16, tzinfo=dt.UTC)  # nine in the morning there
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
BEST = {"best_hour": True, "window": ["09:00", "20:00"]}


def couple(vendor, roles=("partner_a",), **wedding):
    made = WeddingFactory(client__vendor=vendor, **wedding)
    for role in roles:
        PersonFactory(client=made.client, role=role)
    return made


def inside(vendor, *weddings, **said):
    return entered(published(vendor, step("hello", **{**BEST, **said})), *weddings)


def released(vendor, now=OPENS):
    with tenant(vendor.pk):
        return release(vendor.pk, now)


def messages():
    with operator():
        return list(Message.objects.order_by("id"))


def reasons():
    with operator():
        return list(StepMessage.objects.order_by("id").values_list("hour_reason", flat=True))


def reads_in_the_evening(person):
    """By what they did in the weeks before, at six."""
    for week in range(1, 7):
        since = OPENS - dt.timedelta(days=7 * week)
        clicked(sent(person, since), since + 9 * HOUR)


def test_its_moment_is_when_its_window_opens(vendor):
    [one] = inside(vendor, couple(vendor))
    assert [line.due for line in plan_of(one).values()] == [OPENS]


def test_of_whom_nothing_is_known_gets_the_usual_hour_of_the_window(vendor):
    inside(vendor, couple(vendor))
    released(vendor)
    [message] = messages()
    assert message.not_before.astimezone(HOME).hour == 10
    assert reasons() == ["SYSTEM_DEFAULT_HOUR"]


def test_who_reads_in_the_evening_gets_it_in_the_evening(vendor):
    wedding = couple(vendor)
    with operator():
        reads_in_the_evening(Person.objects.get(client=wedding.client))
    inside(vendor, wedding, *(WeddingFactory(client=wedding.client) for _ in range(7)))
    released(vendor)
    with operator():
        chosen = StepMessage.objects.filter(hour_reason=Reason.PERSON).select_related("message")
        hours = [one.message.not_before.astimezone(HOME).hour for one in chosen]
    assert hours
    assert set(hours) == {18}


def test_it_is_never_chosen_outside_of_the_window(vendor):
    wedding = couple(vendor)
    with operator():
        reads_in_the_evening(Person.objects.get(client=wedding.client))
    inside(vendor, wedding, window=["09:00", "12:00"])
    released(vendor)
    [message] = [one for one in messages() if one.wedding_id == wedding.pk]
    assert 9 <= message.not_before.astimezone(HOME).hour < 12


def test_one_in_ten_gets_the_usual_hour_all_the_same_both_partners_alike(vendor):
    first = couple(vendor, ("partner_a", "partner_b"))
    with operator():
        for person in Person.objects.filter(client=first.client):
            reads_in_the_evening(person)
    weddings = [first, *(WeddingFactory(client=first.client) for _ in range(39))]
    inside(vendor, *weddings, role="couple")
    released(vendor)
    with operator():
        rows_ = StepMessage.objects.values_list("message__wedding_id", "hour_reason")
        by_wedding = {}
        for wedding, reason in rows_:
            by_wedding.setdefault(wedding, set()).add(reason)
    assert all(len(found) == 1 for found in by_wedding.values())
    usual = [one for one in by_wedding.values() if one == {Reason.HELD_OUT}]
    assert 0 < len(usual) < 15
    with tenant(vendor.pk):
        mine = Message.objects.filter(wedding__in=weddings)
        for state in (State.QUEUED, *WAYS[State.DELIVERED]):
            shift([message.pk for message in mine], state)
        DeliveryEvent.objects.create(
            vendor=vendor, message=mine[0], kind="clicked", at=OPENS, reader="human"
        )
        report = hour_report(vendor.pk)
    assert (report.usual.people, report.chosen.people) == (2 * len(usual), 80 - 2 * len(usual))
    assert report.chosen.acted + report.usual.acted == 1


def test_a_word_of_a_person_stands_as_it_is(vendor):
    [one] = inside(vendor, couple(vendor))
    with tenant(vendor.pk):
        set_time(rows(one)["hello"], OPENS + 3 * HOUR, NOW, actor="user:1")
    released(vendor, OPENS + 3 * HOUR)
    [message] = messages()
    assert (message.not_before, reasons()) == (OPENS + 3 * HOUR, [""])


def test_a_step_without_it_leaves_at_once(vendor):
    inside(vendor, couple(vendor), best_hour=False)
    released(vendor, OPENS + HOUR)
    [message] = messages()
    assert (message.not_before, reasons()) == (OPENS + HOUR, [""])


def test_a_season_shows_it_at_that_hour(vendor):
    AccountFactory()
    inside(vendor, couple(vendor))
    with tenant(vendor.pk):
        lines = simulate(Vendor.objects.get(pk=vendor.pk), 200, NOW).lines
    [foreseen] = [line.at for line in lines if line.fate is Fate.SENT]
    released(vendor)
    assert foreseen == messages()[0].not_before
