"""An emergency: its brakes, its ladder, and the first answer that stops it."""

import pytest
from django.utils.timezone import now

from campaigns.emergencies.carry import carry_all
from campaigns.emergencies.links import url_of
from campaigns.emergencies.start import QUOTA, Alarm, confirm, end
from messaging.dispatch import dispatch
from messaging.models import Device, Message, Suppression, ToDo
from messaging.states import State
from tests.campaigns.emergency.alarm import MINUTE, Stage, fresh, steps, told
from tests.factories import AccountFactory
from tests.messaging.conftest import running_sandbox, sandbox  # noqa: F401 -- fixtures
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event, Membership, Vendor
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(db):
    return AccountFactory()


def todos(vendor):
    with operator():
        return list(ToDo.objects.filter(vendor=vendor).order_by("id"))


def history(vendor):
    with operator():
        return list(
            Event.objects.filter(vendor=vendor).order_by("number").values_list("verb", "actor")
        )


# --- Brakes ---
def test_nothing_leaves_before_a_second_yes(account):
    stage = Stage()
    made = stage.proposed()

    stage.carried(made)

    assert told(made) == []
    assert fresh(made).state == "proposed"


def test_the_same_person_can_not_say_yes_twice_where_there_is_another():
    stage = Stage()
    made = stage.proposed()

    with tenant(stage.vendor.pk), pytest.raises(Refusal, match="Somebody else"):
        confirm(made.pk, stage.first, now(), password="correct horse battery")


def test_alone_one_gives_the_password_again():
    stage = Stage()
    with operator():
        Membership.objects.filter(user=stage.second).delete()
    made = stage.proposed()

    with tenant(stage.vendor.pk), pytest.raises(Refusal, match="not your password"):
        confirm(made.pk, stage.first, now(), password="guess")
    with tenant(stage.vendor.pk):
        done = confirm(made.pk, stage.first, now(), password="correct horse battery")

    assert (done.state, done.confirmed_how) == ("open", "password")


def test_a_first_yes_does_not_last():
    stage = Stage()
    made = stage.proposed()

    with tenant(stage.vendor.pk), pytest.raises(Refusal, match="in time"):
        confirm(made.pk, stage.second, now() + 31 * MINUTE)


def test_a_double_click_is_one_emergency():
    stage = Stage()
    assert stage.proposed().pk == stage.proposed().pk


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"reason": "boredom"}, "no_reason"),
        ({"text": " "}, "no_text"),
        ({"text": "x" * 601}, "no_text"),
        ({"ways": []}, "no_channel"),
        ({"ways": ["pigeon"]}, "no_channel"),
        ({"people": []}, "nobody"),
    ],
)
def test_what_is_missing_is_said(wrong, code):
    stage = Stage()
    stage.alarm = Alarm(**{**vars(stage.alarm), **wrong})

    with pytest.raises(Refusal) as refused:
        stage.proposed()
    assert refused.value.code == code


def test_nobody_elses_people_are_told():
    stage, other = Stage(), Stage()
    stage.alarm = Alarm(**{**vars(stage.alarm), "people": [other.people[0].pk]})

    with pytest.raises(Refusal, match="whom to tell"):
        stage.proposed()


def test_more_than_a_few_in_a_week_are_looked_at():
    stage = Stage()
    for number in range(QUOTA + 1):
        stage.alarm = Alarm(**{**vars(stage.alarm), "key": f"form-{number}"})
        stage.opened()

    assert [one.kind for one in todos(stage.vendor)] == ["review"]
    assert ("emergency.quota", "system:quota") in history(stage.vendor)


# --- The ladder ---
def test_one_after_another_until_everybody_had_their_minutes(account):
    stage = Stage()
    emergency = stage.opened()

    stage.carried(emergency)
    stage.carried(emergency, 4 * MINUTE)
    assert told(emergency) == [("planner", "email")]
    stage.carried(emergency, 6 * MINUTE)
    assert told(emergency) == [("planner", "email"), ("partner_a", "email")]
    assert stage.carried(emergency, 12 * MINUTE).state == "exhausted"

    assert [one.kind for one in todos(stage.vendor)] == ["emergency", "emergency"]
    assert "Call them: Lena Ortiz, +14155550100" in todos(stage.vendor)[0].text


def test_every_message_is_of_the_emergency_class_and_asks_for_an_answer(account):
    stage = Stage()
    emergency = stage.opened()
    stage.carried(emergency)

    (step, _) = steps(emergency)
    with operator():
        message = Message.objects.select_related("variant__version__template").get(
            pk=step.message_id
        )
        assert (message.purpose, message.priority) == ("emergency", 0)
        assert message.variant.version.template.purpose == "emergency"
        assert message.variant.compiled["purpose"] == "emergency"
        assert "reply 1" in str(message.variant.blocks)


def test_with_texts_opted_out_and_no_device_the_planner_is_reached_by_mail(account, sandbox):  # noqa: F811
    stage = Stage(channels=("sms", "push", "email"), roles=("planner",))
    planner = stage.people[0]
    for provider, channel in (("twilio", "sms"), ("fcm", "push")):
        AccountFactory(provider=provider, channel=channel)
    with operator():
        Suppression.objects.create(
            vendor=stage.vendor, channel="sms", address=planner.phone, reason="opted out"
        )
        Device.objects.create(
            vendor=stage.vendor, person=planner, registration="dead", platform="web", gone_at=now()
        )
    emergency = stage.opened()

    for _ in range(3):
        stage.carried(emergency)
        dispatch(5)

    sms, push, mail = steps(emergency)
    assert (sms.fate, push.fate, mail.fate) == ("failed", "failed", "said")
    assert sms.message.state == State.SUPPRESSED
    assert mail.message.state in {State.ACCEPTED, State.SENT, State.DELIVERED}


def test_more_than_a_vendor_may_send_waits_and_is_never_lost(account):
    stage = Stage()
    with operator():
        Vendor.objects.filter(pk=stage.vendor.pk).update(emergency_cap=0)
    emergency = stage.opened()

    stage.carried(emergency)
    assert (told(emergency), "At most 0" in steps(emergency)[0].note) == ([], True)

    with operator():
        Vendor.objects.filter(pk=stage.vendor.pk).update(emergency_cap=5)
    stage.carried(emergency)
    assert told(emergency) == [("planner", "email")]


def test_where_nobody_carries_a_channel_the_next_is_tried_at_once(account):
    stage = Stage(channels=("whatsapp", "email"), roles=("planner",))
    emergency = stage.opened()

    stage.carried(emergency)

    assert told(emergency) == [("planner", "email")]
    assert "nobody carries it" in steps(emergency)[0].note


# --- The answer ---
def test_the_first_answer_stops_it_within_a_step(account):
    stage = Stage()
    emergency = stage.opened()
    stage.carried(emergency)
    planner = stage.people[0]
    stage.writes(planner, "1")

    done = stage.carried(emergency, 6 * MINUTE)

    assert (done.state, done.acknowledged_by, done.acknowledged_how) == (
        "acknowledged",
        planner,
        "sms",
    )
    assert told(emergency) == [("planner", "email")]
    assert steps(emergency)[0].message.state == State.CANCELLED  # it had not left yet
    stage.carried(emergency, 20 * MINUTE)
    assert len(told(emergency)) == 1


def test_stop_is_no_answer(account):
    stage = Stage()
    emergency = stage.opened()
    stage.carried(emergency)
    stage.writes(stage.people[0], "STOP", word="stop")

    assert stage.carried(emergency, 6 * MINUTE).state == "open"
    assert len(told(emergency)) == 2


def test_an_answer_to_something_earlier_is_none(account):
    stage = Stage()
    stage.writes(stage.people[0], "ok")
    emergency = stage.opened()

    assert stage.carried(emergency).state == "open"


def test_who_reads_french_is_asked_in_french(account, client):
    stage = Stage()
    with operator():
        Person.objects.filter(pk=stage.people[0].pk).update(language="fr-CA")
    emergency = stage.opened()
    stage.carried(emergency)

    (step, _) = steps(emergency)
    with operator():
        message = Message.objects.select_related("variant").get(pk=step.message_id)
    assert "pondez 1" in str(message.variant.blocks)
    path = "/a/" + url_of(stage.vendor.pk, step.pk).partition("/a/")[2]
    assert "Oui, je l&#x27;ai lu" in client.get(path).content.decode()


def test_looking_at_the_link_is_no_answer_and_pressing_the_button_is(account, client):
    stage = Stage()
    emergency = stage.opened()
    stage.carried(emergency)
    path = "/a/" + url_of(stage.vendor.pk, steps(emergency)[0].pk).partition("/a/")[2]

    assert "Have you read this?" in client.get(path).content.decode()
    assert fresh(emergency).state == "open"
    assert "Thank you" in client.post(path).content.decode()

    done = fresh(emergency)
    assert (done.state, done.acknowledged_how) == ("acknowledged", "link")
    assert client.get("/a/AAAA/").status_code == 404


def test_it_can_be_ended_by_hand(account):
    stage = Stage()
    emergency = stage.opened()
    stage.carried(emergency)
    with tenant(stage.vendor.pk):
        end(emergency.pk, now(), actor=f"user:{stage.first.pk}")

    stage.carried(emergency, 6 * MINUTE)

    assert len(told(emergency)) == 1
    assert steps(emergency)[0].message.state == State.CANCELLED
    with tenant(stage.vendor.pk), pytest.raises(Refusal):
        end(emergency.pk, now(), actor="user:1")


def test_the_history_names_both_who_said_yes_and_who_answered(account):
    stage = Stage()
    emergency = stage.opened()
    stage.carried(emergency)
    stage.writes(stage.people[0], "ok")
    stage.carried(emergency)

    assert history(stage.vendor) == [
        ("emergency.proposed", f"user:{stage.first.pk}"),
        ("emergency.confirmed", f"user:{stage.second.pk}"),
        ("emergency.step", "system:emergency"),
        ("emergency.acknowledged", f"person:{stage.people[0].pk}"),
    ]


def test_all_open_ones_have_their_turn(account):
    first, second = (stage.opened() for stage in (Stage(), Stage()))

    assert carry_all() == 2

    assert [len(told(one)) for one in (first, second)] == [1, 1]
