"""What is due is said: once, to whom it is meant for, and never late without a policy."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now as current_time

from campaigns.models import Enrollment, PlannedStep, StepMessage, Timeline
from campaigns.timeline import Reason
from campaigns.timelines import release as releasing
from campaigns.timelines import room
from campaigns.timelines.release import release, release_all
from campaigns.timelines.replan import replan
from messaging.accept import Draft
from messaging.models import Message, ToDo
from tests.campaigns.inside import entered, published, rows, step
from tests.factories import (
    PersonFactory,
    VariantFactory,
    VendorFactory,
    VersionFactory,
    WeddingFactory,
)
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Client, Wedding

pytestmark = pytest.mark.django_db
MAY = dt.datetime(2027, 5, 8, 17, tzinfo=dt.UTC)  # six weeks before, ten in the morning there
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


def couple(vendor, **wedding):
    made = WeddingFactory(client__vendor=vendor, **wedding)
    PersonFactory(client=made.client, given_name="Lena")
    return made


def released(vendor, now=MAY):
    with tenant(vendor.pk):
        return release(vendor.pk, now)


def messages():
    with operator():
        return list(Message.objects.order_by("id"))


@pytest.fixture
def inside(vendor):
    return entered(published(vendor, step("headcount", purpose="contractual")), couple(vendor))[0]


def test_before_its_time_nothing_is_said(vendor, inside):
    assert released(vendor, MAY - MINUTE) == 0
    assert messages() == []


def test_at_its_time_it_is_said(vendor, inside):
    assert released(vendor) == 1
    [message] = messages()
    assert (message.channel, message.purpose, message.state) == ("email", "contractual", "queued")
    assert message.wedding_id == inside.wedding_id
    row = rows(inside)["headcount"]
    assert (row.state, row.left_at, row.due_at) == ("left", MAY, MAY)
    with operator():
        made = StepMessage.objects.get()
    assert (made.step_id, made.message_id, made.channel) == (row.pk, message.pk, "email")


def test_it_makes_no_sense_any_more_once_the_wedding_has_begun(vendor, inside):
    released(vendor)
    [message] = messages()
    assert message.expires_at == dt.datetime(2027, 6, 19, 7, tzinfo=dt.UTC)


def test_nothing_is_said_twice(vendor, inside):
    for _ in range(3):
        released(vendor, MAY + MINUTE)
    assert len(messages()) == 1


def test_when_all_is_said_the_wedding_is_through(vendor, inside):
    released(vendor)
    with operator():
        assert Enrollment.objects.get().state == "completed"


def test_a_message_that_exists_already_is_not_made_again(vendor, inside):
    """Even where the row had forgotten that it left."""
    released(vendor)
    with operator():
        PlannedStep.objects.update(state="planned", left_at=None)
        Enrollment.objects.update(state="active")
        StepMessage.objects.all().delete()
    released(vendor, MAY + MINUTE)
    assert len(messages()) == 1


def test_without_a_name_for_what_is_said_it_would_be_said_again(vendor, inside, monkeypatch):
    def nameless(**said):
        return Draft(**{**said, "dedupe_key": str(uuid7())})

    monkeypatch.setattr(room, "Draft", nameless)
    with pytest.raises(AssertionError):
        test_a_message_that_exists_already_is_not_made_again(vendor, inside)


def test_facts_of_this_moment_count(vendor, inside):
    """Changed behind our back a second ago: the plan hasn't heard of it yet."""
    with operator():
        Wedding.objects.filter(pk=inside.wedding_id).update(date=dt.date(2027, 8, 28))
    released(vendor)
    assert messages() == []
    assert rows(inside)["headcount"].due_at == MAY + 70 * DAY


def test_a_wedding_called_off_a_second_ago_hears_nothing(vendor, inside):
    with operator():
        Wedding.objects.update(life="separated")
    released(vendor)
    assert messages() == []
    with operator():
        assert Enrollment.objects.get().state == "stopped"


def test_a_step_without_a_date_is_never_said(vendor):
    wedding = couple(vendor, date=None, precision="open")
    [inside] = entered(
        published(vendor, step("headcount"), step("paid", when={"anchor": "paid"})), wedding
    )
    assert released(vendor, MAY + 3650 * DAY) == 0
    assert {row.state for row in rows(inside).values()} == {"held"}


def test_after_an_outage_the_late_policy_decides(vendor):
    timeline = published(
        vendor,
        step("skip"),
        step("now", late="send_now", grace_hours=48),
        step("ask", late="ask"),
        step("critical", late="critical", purpose="contractual"),
    )
    [inside] = entered(timeline, couple(vendor))
    released(vendor, MAY + 3 * HOUR)
    found = {key: (row.state, row.reason) for key, row in rows(inside).items()}
    assert found == {
        "skip": ("skipped", Reason.LATE_SKIPPED),
        "now": ("left", Reason.LATE_SENT),
        "ask": ("asked", Reason.LATE_ASKED),
        "critical": ("left", Reason.LATE_CRITICAL),
    }
    with operator():
        kinds = sorted(ToDo.objects.values_list("kind", flat=True))
        texts = " ".join(ToDo.objects.values_list("text", flat=True))
    assert kinds == ["timeline_decide", "timeline_late"]
    assert "Lena & Marc" in texts


def test_what_was_asked_is_done_once_it_is_decided(vendor):
    [inside] = entered(
        published(vendor, step("ask", late="ask"), step("z", when={"anchor": "anniversary"})),
        couple(vendor),
    )
    released(vendor, MAY + 3 * HOUR)
    with operator():
        PlannedStep.objects.filter(step_key="ask").update(
            by_hand=True, due_at=MAY + DAY, state="planned"
        )
        assert ToDo.objects.get().done_at is None
        PlannedStep.objects.filter(step_key="ask").update(state="asked")
    with tenant(vendor.pk):
        replan([inside], MAY + 4 * HOUR)
    with operator():
        assert ToDo.objects.get().done_at is not None
    released(vendor, MAY + DAY)
    assert len(messages()) == 1


def test_an_hour_of_outage_is_no_outage(vendor, inside):
    released(vendor, MAY + 59 * MINUTE)
    assert len(messages()) == 1


def test_a_paused_timeline_says_nothing_and_loses_nobody(vendor):
    timeline = published(vendor, step("headcount", late="send_now", grace_hours=24))
    [inside] = entered(timeline, couple(vendor))
    with operator():
        Timeline.objects.update(paused_at=MAY - HOUR)
    assert released(vendor) == 0
    assert rows(inside)["headcount"].state == "planned"
    with operator():
        Timeline.objects.update(paused_at=None)
    assert released(vendor, MAY + 20 * MINUTE) == 1
    assert len(messages()) == 1


def test_what_a_pause_made_late_is_never_simply_sent(vendor, inside):
    with operator():
        Timeline.objects.update(paused_at=MAY - HOUR)
    released(vendor)
    with operator():
        Timeline.objects.update(paused_at=None)
    released(vendor, MAY + 21 * DAY)
    assert messages() == []
    assert rows(inside)["headcount"].reason == Reason.LATE_SKIPPED


def test_a_condition_is_asked_on_the_day(vendor):
    one, other = couple(vendor), couple(vendor)
    _, theirs = entered(published(vendor, step("vip", condition={"tag": "vip"})), one, other)
    with operator():
        Client.objects.filter(pk=one.client_id).update(tags=["vip"])
    released(vendor)
    assert [message.wedding_id for message in messages()] == [one.pk]
    row = rows(theirs)["vip"]
    assert (row.state, row.reason) == ("skipped", Reason.CONDITION_FAILED)


def test_both_partners_hear_of_it_each_once(vendor):
    wedding = couple(vendor)
    PersonFactory(client=wedding.client, role="partner_b")
    entered(published(vendor, step("hello", role="couple")), wedding)
    released(vendor)
    assert len({message.person_id for message in messages()}) == 2


def test_what_nobody_is_there_to_hear_is_decided_and_told(vendor):
    [inside] = entered(
        published(vendor, step("plan", role="planner", purpose="contractual")), couple(vendor)
    )
    released(vendor)
    row = rows(inside)["plan"]
    assert (row.state, row.reason, messages()) == ("skipped", Reason.NOBODY, [])
    with operator():
        assert "nobody there has that part" in ToDo.objects.get().text


def test_the_first_channel_that_reaches_them(vendor):
    wedding = couple(vendor)
    with operator():
        wedding.client.people.update(phone="")
    version = VariantFactory(version__template__vendor=vendor).version
    VariantFactory(version=version, channel="sms")
    chain = step("hello", str(version.template_id), channels=["sms", "email"])
    entered(published(vendor, chain), wedding)
    released(vendor)
    assert [message.channel for message in messages()] == ["email"]


def test_who_has_no_device_is_not_reached_by_push(vendor):
    version = VariantFactory(version__template__vendor=vendor).version
    VariantFactory(version=version, channel="push")
    chain = step("hello", str(version.template_id), channels=["push", "email"])
    entered(published(vendor, chain), couple(vendor))
    released(vendor)
    assert [message.channel for message in messages()] == ["email"]


def test_what_a_person_set_goes_out_without_a_date(vendor):
    entered(published(vendor, step("hello")), couple(vendor, date=None, precision="open"))
    with operator():
        PlannedStep.objects.update(by_hand=True, due_at=MAY, state="planned")
    released(vendor)
    [message] = messages()
    assert message.expires_at is None


def test_a_template_that_says_nothing_there_any_more_is_told(vendor):
    version = VersionFactory(template__vendor=vendor)
    mute = step("hello", str(version.template_id), purpose="contractual")
    [inside] = entered(published(vendor, mute), couple(vendor))
    released(vendor)
    assert rows(inside)["hello"].reason == Reason.NO_CONTENT
    with operator():
        assert "no words" in ToDo.objects.get().text


def test_everybody_reads_their_own_language_and_both_partners_the_same_variant(vendor):
    version = VariantFactory(version__template__vendor=vendor).version
    VariantFactory(version=version, key="B")
    german = VariantFactory(version=version, language="de")
    timeline = published(vendor, step("hello", str(version.template_id), role="couple"))
    weddings = [couple(vendor) for _ in range(8)]
    with operator():
        weddings[0].client.people.update(language="de")
    for wedding in weddings:
        PersonFactory(
            client=wedding.client, role="partner_b", language="de" if wedding is weddings[0] else ""
        )
    entered(timeline, *weddings)
    released(vendor)
    got = {}
    for message in messages():
        got.setdefault(message.wedding_id, set()).add(message.variant_id)
    assert got.pop(weddings[0].pk) == {german.pk}
    assert all(len(found) == 1 for found in got.values())
    assert len(set().union(*got.values())) == 2


def test_more_emergencies_than_allowed_wait_and_hold_nobody_up(vendor):
    with operator():
        Vendor.objects.update(emergency_cap=0)
    entered(published(vendor, step("storm", purpose="emergency"), step("hello")), couple(vendor))
    released(vendor)
    assert [message.purpose for message in messages()] == ["helpful"]
    with operator():
        assert PlannedStep.objects.get(step_key="storm").state == "planned"
        Vendor.objects.update(emergency_cap=5)
    released(vendor, MAY + MINUTE)
    assert len(messages()) == 2


def test_a_batch_is_fifty_and_takes_no_more_queries_than_one(vendor):
    timeline = published(vendor, step("hello", condition={"life": "booked"}))

    def queries(count, now):
        entered(timeline, *(couple(vendor) for _ in range(count)))
        with CaptureQueriesContext(connection) as captured:
            assert released(vendor, now) == count
        return len(captured)

    assert queries(1, MAY) == queries(7, MAY + MINUTE)


def test_a_batch_ends_where_it_should(vendor, monkeypatch):
    monkeypatch.setattr(releasing, "BATCH", 2)
    entered(published(vendor, step("hello")), *(couple(vendor) for _ in range(3)))
    assert [released(vendor) for _ in range(3)] == [2, 1, 0]
    assert len(messages()) == 3


def test_every_vendors_steps_are_released():
    for vendor in VendorFactory.create_batch(2):
        entered(published(vendor, step("hello")), couple(vendor, date=dt.date(2090, 1, 1)))
    with operator():
        PlannedStep.objects.update(by_hand=True, due_at=current_time())

    release_all()

    assert len(messages()) == 2


def test_more_vendors_than_a_page_have_their_turn(monkeypatch):
    monkeypatch.setattr(releasing, "VENDORS", 1)
    test_every_vendors_steps_are_released()


def test_the_condition_of_a_second_wedding_is_asked_of_itself(vendor):
    """Of a couple with two weddings, the later one, too."""
    first = couple(vendor)
    second = WeddingFactory(client=first.client, date=dt.date(2027, 6, 20))
    timeline = published(vendor, step("hello", condition={"life": "booked"}))
    entered(timeline, first, second)
    released(vendor)
    released(vendor, MAY + DAY)
    assert {message.wedding_id for message in messages()} == {first.pk, second.pk}


def test_a_worker_that_dies_repeats_nothing(vendor, inside, monkeypatch):
    def die(_point):
        raise KeyboardInterrupt

    monkeypatch.setattr(releasing.crash, "point", die)
    with pytest.raises(KeyboardInterrupt):
        released(vendor)
    assert (messages(), rows(inside)["headcount"].state) == ([], "planned")
    monkeypatch.undo()
    released(vendor, MAY + MINUTE)
    assert len(messages()) == 1
