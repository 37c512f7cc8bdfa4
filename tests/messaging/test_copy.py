"""Approved copy is what couples like these are sent; whatever isn't, the vendor's own words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from messaging.claim import claim
from messaging.deliver import deliver
from messaging.engage import Asked, follow
from messaging.models import Handed, Handover
from messaging.resolve import batch_again
from personalization.compile import compile_draft
from personalization.copy.bucket import bucket_of
from personalization.copy.judge import reject_copy
from personalization.gather import contexts_for
from personalization.models import Copy, Template
from personalization.preview import preview_values
from tests.factories import LETTER, MessageFactory
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db
WORDS = LETTER.blocks[0] | {"text": "Dear {{ person.first_name }}, is {{ wedding.venue }} fine?"}
COMPILED = compile_draft(
    type(LETTER)(subject=LETTER.subject, blocks=[WORDS, LETTER.blocks[1]]), purpose="helpful"
)


@pytest.fixture
def message(account, sandbox):
    made = MessageFactory()
    set_policy(made, "each")
    return made


def set_policy(message, policy):
    with operator():
        Template.objects.filter(versions__variants=message.variant).update(copy_policy=policy)


def copied(message, state="approved", prompt=1):
    pair = (message.person_id, message.wedding_id)
    with tenant(message.vendor_id):
        values = contexts_for([pair], message.vendor, now())[pair]
        bucket = bucket_of(values, tone="warm", language="en")
        return Copy.objects.create(
            id=uuid7(), vendor=message.vendor, variant=message.variant, bucket=bucket.key,
            writer="openai", model="m", prompt=prompt, state=state, compiled=COMPILED,
            answered_by="m-1",
        )  # fmt: skip


def sent(message, account, sandbox):
    deliver(claim(message.vendor_id, "email", message.priority, 100), account)
    (mail,) = sandbox.accepted(bodies=1)
    return mail["text"]


def handed(message):
    with operator():
        return Handed.objects.select_related("handover").get(message=message)


def test_approved_copy_is_sent_and_named_in_the_frozen_context(message, account, sandbox):
    copy = copied(message)

    assert "Dear Lena, is Fern Hall fine?" in sent(message, account, sandbox)
    assert handed(message).inputs["copy"]["id"] == str(copy.pk)


@pytest.mark.parametrize("state", ["drafted", "rejected"])
def test_what_nobody_approved_never_leaves(state, message, account, sandbox):
    copied(message, state)

    assert "Hi Lena, how is Fern Hall?" in sent(message, account, sandbox)
    assert handed(message).inputs["copy"]["instead"] == state


def test_without_any_copy_the_context_says_so(message, account, sandbox):
    assert "Hi Lena" in sent(message, account, sandbox)
    assert handed(message).inputs["copy"]["instead"] == ""


def test_switched_off_no_copy_leaves_and_nothing_is_said_of_it(message, account, sandbox):
    copied(message)
    set_policy(message, "off")

    assert "Hi Lena" in sent(message, account, sandbox)
    assert "copy" not in handed(message).inputs


def test_an_emergency_is_in_the_vendors_own_words(account, sandbox):
    message = MessageFactory(purpose="emergency", priority=0)
    set_policy(message, "auto")
    copied(message)

    assert "Hi Lena" in sent(message, account, sandbox)


def test_of_several_the_approved_one_is_sent(message, account, sandbox):
    copied(message)
    copied(message, "drafted", prompt=2)

    assert "Dear Lena" in sent(message, account, sandbox)


def test_copy_of_other_couples_is_not_theirs(message, account, sandbox):
    copy = copied(message)
    with operator():
        Copy.objects.filter(pk=copy.pk).update(state="drafted")
        other = "planning/grand/winter/-/warm/en"
        Copy.objects.create(
            id=uuid7(), vendor=message.vendor, variant=message.variant, bucket=other,
            writer="openai", model="m", prompt=1, state="approved", compiled=COMPILED,
        )  # fmt: skip

    assert "Hi Lena" in sent(message, account, sandbox)


def test_a_repeat_has_the_same_bytes_though_the_copy_was_rejected_since(message, account, sandbox):
    copy = copied(message)
    sent(message, account, sandbox)
    with tenant(message.vendor_id):
        reject_copy(copy, actor="user:1", now=now())
        handover = Handover.objects.select_related("account").get()
        batch = batch_again(handover)

    assert "Dear Lena" in batch.envelopes[0].text


def test_its_links_lead_where_the_human_ones_do(message, account, sandbox):
    copied(message)
    sent(message, account, sandbox)

    with tenant(message.vendor_id):
        assert follow(message.pk, 0, Asked(now())) == "https://fern.example/answer"


def test_choosing_takes_one_question_for_a_batch(message, account, sandbox):
    copied(message)
    for _ in range(3):
        MessageFactory(person=message.person, wedding=message.wedding, variant=message.variant)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        deliver(claim(message.vendor_id, "email", message.priority, 100), account)

    choosing = [one for one in asked if "copy_policy" in one["sql"]]
    assert len(choosing) == 1


def test_what_left_can_be_looked_at_again(message, account, sandbox):
    copied(message)
    sent(message, account, sandbox)

    with tenant(message.vendor_id):
        assert "Dear Lena" in preview_values(message.variant, handed(message).inputs).content.text
