"""What waits for a template's words to be approved is held with the reason, then goes on."""

import pytest
from django.utils.timezone import now as current_time

from messaging import review_wording
from messaging.gather import facts_for, load
from messaging.models import Message, ToDo
from messaging.policy.judge import judge
from messaging.policy.verdict import Wait
from messaging.rules import rule_of
from messaging.shift import hold
from tests.factories import MessageFactory
from wedsync.vendors.tenancy import operator, tenant

WRITER, OTHER = "user:1", "user:2"


@pytest.fixture
def message(vendor):
    made = MessageFactory(person__client__vendor=vendor)
    with operator():
        type(made.variant.version.template).objects.update(needs="second")
        made.variant.version.template.refresh_from_db()
    return made


def objections(message):
    due = load(Message.objects.filter(pk=message.pk))
    (facts,) = facts_for(due, message.vendor, current_time()).values()
    return dict(judge(facts).objections)


def test_a_message_waits_for_its_words_with_reason_and_fix(message):
    with tenant(message.vendor_id):
        said = objections(message)["approval"]

    assert said == Wait("what its template says waits to be approved")
    assert "page" in rule_of("approval").fix


def test_an_approval_lets_go_what_waited_for_it(message):
    version = message.variant.version
    with tenant(message.vendor_id):
        hold([message.pk], "what its template says waits to be approved", None)
        review_wording.ask(version, actor=WRITER)
        asked = ToDo.objects.get(done_at=None)

        freed = review_wording.approve(version, actor=OTHER, now=current_time())

        assert "approval" not in objections(message)
        assert not ToDo.objects.filter(done_at=None).exists()
        assert Message.objects.get(pk=message.pk).state == "queued"
    assert freed == 1
    assert asked.text.endswith("waits to be approved.")


def test_what_is_sent_back_waits_again(message):
    version = message.variant.version
    with tenant(message.vendor_id):
        review_wording.approve(version, actor=OTHER, now=current_time())
        review_wording.send_back(version, "Too loud", actor=OTHER, now=current_time())

        assert "approval" in objections(message)


def test_asking_is_noted_once(message):
    with tenant(message.vendor_id):
        for _ in range(2):
            review_wording.ask(message.variant.version, actor=WRITER)

        assert ToDo.objects.filter(done_at=None).count() == 1
