"""One copy, from wanted to drafted, over the real SDKs."""

import threading

import pytest
from django.db import connection, transaction

from personalization.adopt import drafts_of
from personalization.copy.access import way_for
from personalization.copy.ask import InTransaction, ask
from personalization.copy.bucket import Bucket
from personalization.copy.prompt import order
from personalization.copy.take import ABANDONED
from personalization.copy.write import write, write_copy
from personalization.models import Copy, Template
from personalization.publish import publish
from wedsync.billing.models import BudgetEntry, BudgetTotal
from wedsync.billing.money import Money
from wedsync.billing.set_budget import set_budget
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import operator, tenant

BUCKET = Bucket(stage="upcoming", guests="classic", season="summer", kind="photographer")


def spent(vendor_id):
    with operator():
        total = BudgetTotal.objects.filter(vendor=vendor_id, channel="ai").first()
    return total.spent if total else 0


def policy(variant, **fields):
    with operator():
        Template.objects.filter(pk=variant.version.template_id).update(**fields)


def test_copy_that_passes_the_checks_waits_for_a_person(variant, sandbox):
    copy = write_copy(variant, BUCKET)

    assert (copy.state, copy.faults, copy.answered_by) == ("drafted", [], "sandbox")
    assert "means a lot to us" in copy.words["paragraphs_1"]
    assert copy.compiled["links"] == variant.compiled["links"]
    assert copy.tokens_in > copy.tokens_out > 0
    assert spent(variant.vendor_id) == copy.micros > 0


def test_it_is_written_and_paid_once(variant, sandbox):
    first = write_copy(variant, BUCKET)
    second = write_copy(variant, BUCKET)

    assert (first.pk, first.micros) == (second.pk, second.micros)
    assert len(sandbox.scripted()["asked"]) == 1


def test_of_two_who_want_it_at_once_one_pays(variant, sandbox):
    sandbox.fault(path="/openai/", delay=0.2)
    threads = [threading.Thread(target=_written, args=(variant,)) for _ in range(3)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with operator():
        assert Copy.objects.get().state == "drafted"
        assert BudgetEntry.objects.filter(kind="reserve").count() == 1
    assert len(sandbox.scripted()["asked"]) == 1


def _written(variant):
    try:
        write_copy(variant, BUCKET)
    finally:
        connection.close()


def test_claude_writes_by_its_own_wire(variant, sandbox, settings):
    settings.AI_WRITER = "anthropic"

    copy = write_copy(variant, BUCKET)

    assert (copy.state, copy.writer) == ("drafted", "anthropic")
    assert len(sandbox.scripted("anthropic")["asked"]) == 1


@pytest.mark.parametrize("mode", ["link", "bad_json", "echo"])
def test_what_a_model_must_not_write_is_refused_and_paid(mode, variant, sandbox):
    sandbox.scripted(mode=mode)

    copy = write_copy(variant, BUCKET)

    assert (copy.state, copy.compiled, copy.words) == ("refused", None, {})
    assert copy.faults
    assert spent(variant.vendor_id) == copy.micros > 0


@pytest.mark.parametrize("mode", ["refusal", "cut_off"])
def test_a_model_that_gives_nothing_is_paid_for_what_it_read(mode, variant, sandbox):
    sandbox.scripted(mode=mode)

    copy = write_copy(variant, BUCKET)

    assert (copy.state, copy.reason.partition(":")[0]) == ("failed", "The model gave none")
    assert spent(variant.vendor_id) == copy.micros > 0


@pytest.mark.parametrize(
    "fault", [{"status": 429, "headers": {"retry-after": "0"}}, {"status": 500}, {"drop": "before"}]
)
def test_what_passes_is_asked_again(fault, variant, sandbox):
    sandbox.fault(path="/openai/", **fault)

    assert write_copy(variant, BUCKET).state == "drafted"


def test_after_three_calls_it_is_given_up_and_costs_nothing(variant, sandbox):
    sandbox.fault(path="/openai/", status=503, times=None)

    copy = write_copy(variant, BUCKET)

    assert (copy.state, copy.reason) == ("failed", "The model gave none: it answered 503")
    assert len(sandbox.journal("/openai/")) == 3
    assert spent(variant.vendor_id) == 0


@pytest.mark.parametrize("refusal", ["insufficient_quota", "model_not_found", "invalid_api_key"])
def test_what_a_person_must_mend_is_asked_once(refusal, variant, sandbox):
    sandbox.fault(path="/openai/", refusal=refusal, times=None)

    assert write_copy(variant, BUCKET).state == "failed"
    assert len(sandbox.journal("/openai/")) == 1


def test_a_pause_longer_than_there_is_time_is_not_waited_for(variant, sandbox):
    sandbox.fault(path="/openai/", status=429, headers={"retry-after": "90"}, times=None)

    assert write_copy(variant, BUCKET).state == "failed"
    assert len(sandbox.journal("/openai/")) == 1


def test_an_answer_that_was_lost_is_paid_as_much_as_was_set_aside(variant, sandbox):
    sandbox.fault(path="/openai/", drop="after", times=None)

    copy = write_copy(variant, BUCKET)

    with operator():
        reserved = BudgetEntry.objects.get(kind="reserve").micros
    assert spent(variant.vendor_id) == copy.micros == 3 * reserved


def test_over_the_budget_nobody_is_asked(variant, sandbox):
    with tenant(variant.vendor_id):
        set_budget(variant.vendor_id, Money(0, "USD"), actor="user:1", channel="ai")

    copy = write_copy(variant, BUCKET)

    assert (copy.state, copy.reason) == ("failed", "the budget for AI copy is used up")
    assert sandbox.scripted()["asked"] == []


def test_without_a_price_nobody_is_asked(variant, sandbox):
    with operator() as _, connection.cursor() as cursor:
        cursor.execute("DELETE FROM billing_price WHERE channel = 'ai'")

    assert write_copy(variant, BUCKET).reason == "nobody knows what this model costs"
    assert sandbox.scripted()["asked"] == []


def test_a_template_that_was_switched_off_meanwhile_is_left_alone(variant, sandbox):
    policy(variant, copy_policy="off")

    assert write_copy(variant, BUCKET).state == "failed"
    assert sandbox.scripted()["asked"] == []


def test_an_emergency_is_never_worded_by_a_model(variant, sandbox):
    policy(variant, purpose="emergency", copy_policy="auto")

    assert write_copy(variant, BUCKET).state == "failed"


def test_under_auto_it_may_leave_at_once_and_says_by_whom(variant, sandbox):
    policy(variant, copy_policy="auto")

    copy = write_copy(variant, BUCKET)

    assert (copy.state, copy.decided_by) == ("approved", "policy:auto")


def test_under_a_sample_it_leaves_by_itself_once_a_person_has_said_yes_three_times(variant):
    policy(variant, copy_policy="sampled")
    states = []
    for guests in ("intimate", "classic", "grand", ""):
        copy = write_copy(variant, Bucket(guests=guests))
        states.append(copy.state)
        with operator():
            Copy.objects.filter(pk=copy.pk, state="drafted").update(
                state="approved", decided_by="user:1"
            )

    assert states == ["drafted", "drafted", "drafted", "approved"]


def test_three_yes_to_an_earlier_version_are_none_to_this_one(variant):
    policy(variant, copy_policy="sampled")
    for guests in ("intimate", "classic", "grand"):
        write_copy(variant, Bucket(guests=guests))
    with operator():
        Copy.objects.update(state="approved", decided_by="user:1")
        template = variant.version.template
        newer = publish(template, drafts_of(variant.version), actor="user:1").variants.get()

    assert write_copy(newer, Bucket(guests="small")).state == "drafted"


def test_one_whose_writer_died_is_written_after_a_while(variant, sandbox):
    copy = write_copy(variant, BUCKET)
    with operator():
        taken = Copy.objects.create(
            vendor_id=copy.vendor_id, variant=variant, bucket=Bucket().key, writer="openai",
            model="sandbox", prompt=1, state="writing", claimed_at=copy.claimed_at,
        )  # fmt: skip

    assert not write(copy.vendor_id, taken.pk)
    with operator():
        Copy.objects.filter(pk=taken.pk).update(claimed_at=copy.claimed_at - 2 * ABANDONED)
    assert write(copy.vendor_id, taken.pk)


def test_nobody_set_up_is_refused(variant, settings):
    settings.AI_KEY = ""

    with pytest.raises(Refusal, match="No model is set up"):
        write_copy(variant, BUCKET)


def test_a_key_that_went_away_ends_it_with_a_reason(variant, settings):
    with operator():
        copy = Copy.objects.create(
            vendor_id=variant.vendor_id, variant=variant, bucket=BUCKET.key, writer="openai",
            model="sandbox", prompt=1,
        )  # fmt: skip
    settings.AI_WRITER = ""

    assert write(variant.vendor_id, copy.pk)
    with operator():
        assert Copy.objects.get(pk=copy.pk).state == "failed"


def test_a_model_is_never_asked_inside_a_transaction(variant):
    with tenant(variant.vendor_id):
        way = way_for(variant.vendor_id)
        asked = order([], BUCKET, purpose="helpful", model="m", most_tokens=1)
        with pytest.raises(InTransaction):
            ask(way, asked)


def test_what_it_says_is_written_once(variant):
    copy = write_copy(variant, BUCKET)

    with operator(), pytest.raises(Exception, match="written once"), transaction.atomic():
        Copy.objects.filter(pk=copy.pk).update(words={"subject": "other"})
