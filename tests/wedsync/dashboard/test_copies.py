"""The page of AI copy: what is there to read, and who may say yes."""

import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse

from messaging.models import Handed
from messaging.states import State
from personalization.copy.bucket import Bucket
from personalization.models import Copy, Sketch, Template, WriterAccount
from personalization.sketch import put_wording, sketch_of
from personalization.sketched import mark
from tests.factories import COMPILED, LETTER, MembershipFactory, TemplateFactory
from tests.wedsync.dashboard.stage import messages_of, running
from tests.wedsync.dashboard.test_messages import handed
from wedsync.billing.install_prices import install_prices
from wedsync.billing.money import Money
from wedsync.billing.set_budget import set_budget
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Membership
from wedsync.vendors.tenancy import operator, tenant

BUCKET = Bucket(stage="upcoming", guests="grand", season="autumn")


@pytest.fixture
def template(version):
    return version.template


def copied(version, **fields):
    words = {"subject": "{{ couple.names }}, a new question"}
    given = {"state": "drafted", "words": words, "compiled": COMPILED, **fields}
    with tenant(version.vendor_id):
        return Copy.objects.create(
            id=uuid7(), vendor_id=version.vendor_id, variant=version.variants.get(),
            bucket=BUCKET.key, writer="openai", model="m", prompt=1, **given,
        )  # fmt: skip


def page(client, template):
    return client.get(reverse("copy", args=[template.pk])).content.decode()


def said(client, template):
    """The page with its blanks as a browser shows them."""
    return " ".join(page(client, template).split())


def of(model, pk):
    with operator():
        return model.objects.get(pk=pk)


def test_without_a_key_it_says_what_is_missing(owner, template, settings):
    settings.AI_KEY = ""

    assert "No model is set up to write copy" in page(owner, template)
    assert "No model is set up to write copy" in owner.get(reverse("copies")).content.decode()


def test_an_empty_page_says_how_it_goes(owner, template):
    assert "Nothing written yet" in page(owner, template)


def test_without_templates_it_says_what_it_is_for(owner):
    assert "No template of your own yet" in owner.get(reverse("copies")).content.decode()


def test_a_draft_stands_beside_the_human_words(owner, version, template):
    copied(version)
    html = page(owner, template)

    assert "upcoming, grand, autumn" in html
    assert "<mark>a new</mark>" in html
    assert "For you to read" in html


def test_a_refused_one_says_what_was_wrong_and_not_what_it_said(owner, version, template):
    fault = {"rule": "ways_out", "sentence": "It holds a link or an address.", "slot": "subject"}
    copied(version, state="refused", compiled=None, words={}, faults=[fault])

    assert "It holds a link or an address. (subject)" in page(owner, template)


def test_cost_and_budget_are_told(owner, version, template, vendor):
    install_prices()
    copied(version, micros=1_230_000, currency="USD")
    with tenant(vendor.pk):
        set_budget(vendor.pk, Money(5_000_000, "USD"), actor="user:1", channel="ai")

    html = page(owner, template)

    assert "$1.23" in html
    assert "$5.00 left of this month" in html


def test_yes_and_no_are_written_down(owner, version, template):
    copy = copied(version)

    owner.post(reverse("copy-approve", args=[copy.pk]))
    assert of(Copy, copy.pk).state == "approved"
    owner.post(reverse("copy-reject", args=[copy.pk]))
    assert of(Copy, copy.pk).state == "rejected"


def test_the_page_says_who_said_yes_to_which_version(owner, vendor, version, template):
    with operator():
        member = Membership.objects.get(vendor=vendor).user
    long_ago = dt.datetime(2011, 5, 3, 12, tzinfo=dt.UTC)
    copied(version, state="approved", decided_by=f"user:{member.pk}", decided_at=long_ago)

    html = said(owner, template)

    assert f"Approved by {member.email}, <time" in html
    assert "3 May 2011" in html
    assert f"A yes counts for version {version.number}" in html


@pytest.mark.parametrize(
    ("actor", "name"),
    [("user:0", "somebody who has left"), ("policy:auto", "the policy “auto”")],
)
def test_who_is_no_member_is_not_named(owner, version, template, actor, name):
    copied(version, state="approved", decided_by=actor)

    assert f"Approved by {name}" in said(owner, template)


def test_a_member_of_another_vendor_is_not_named(owner, version, template):
    elsewhere = MembershipFactory().user
    copied(version, state="rejected", decided_by=f"user:{elsewhere.pk}")

    html = said(owner, template)

    assert elsewhere.email not in html
    assert "Rejected by somebody who has left" in html


def test_a_policy_is_chosen(owner, template):
    url = reverse("copy-policy", args=[template.pk])

    assert owner.post(url, {"policy": "each", "tone": "formal"}).status_code == 302
    found = of(Template, template.pk)
    assert (found.copy_policy, found.copy_tone) == ("each", "formal")
    assert owner.post(url, {"policy": "whatever", "tone": "formal"}).status_code == 422


def test_an_emergency_is_refused_with_a_sentence(owner, vendor):
    urgent = TemplateFactory(vendor=vendor, purpose="emergency")

    answer = owner.post(
        reverse("copy-policy", args=[urgent.pk]), {"policy": "auto", "tone": "warm"}, follow=True
    )

    assert "you word yourself" in answer.content.decode()
    assert of(Template, urgent.pk).copy_policy == "off"


def test_copy_is_asked_for(owner, template, couple):
    owner.post(reverse("copy-policy", args=[template.pk]), {"policy": "each", "tone": "warm"})

    answer = owner.post(reverse("copy-want", args=[template.pk]), follow=True)
    again = owner.post(reverse("copy-want", args=[template.pk]), follow=True)

    assert "Asked for 1" in answer.content.decode()
    assert "All of it is here" in again.content.decode()
    assert "It is being written" in page(owner, template)


@pytest.mark.parametrize("name", ["copy-approve", "copy-reject"])
def test_an_assistant_may_not_let_anything_leave(name, as_role, version):
    copy = copied(version)

    assert as_role("assistant").post(reverse(name, args=[copy.pk])).status_code == 403
    assert of(Copy, copy.pk).state == "drafted"


def test_strangers_find_nothing(stranger, version, template):
    copy = copied(version)

    assert stranger.get(reverse("copy", args=[template.pk])).status_code == 404
    assert stranger.post(reverse("copy-approve", args=[copy.pk])).status_code == 404


def test_why_says_whose_words_went(owner, vendor):
    message = messages_of(running(vendor, State.ACCEPTED))[0]
    handed(message, vendor)
    with operator():
        Handed.objects.update(context={"copy": {"bucket": BUCKET.key, "instead": "drafted"}})

    html = owner.get(reverse("message", args=[message.pk])).content.decode()

    assert "it waits for your approval" in html


def test_an_owner_enters_a_key_that_is_never_shown_again(owner, vendor, template, settings):
    settings.AI_KEY = ""
    told = {"writer": "anthropic", "model": "theirs", "api_key": "sk-ant-0123456789"}

    owner.post(reverse("copies-key"), told)

    with operator():
        account = WriterAccount.objects.get(vendor=vendor)
        assert (account.model, account.unseal()) == ("theirs", "sk-ant-0123456789")
    html = owner.get(reverse("copies")).content.decode()
    assert "theirs, with a key of your own" in html
    assert "sk-ant" not in html
    owner.post(reverse("copies-forget"))
    with operator():
        assert not WriterAccount.objects.exists()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"writer": "nobody"}, "Choose a writer"),
        ({"writer": "openai", "model": "m", "api_key": "short"}, "a whole key"),
    ],
)
def test_half_a_key_is_refused(told, sentence, owner):
    answer = owner.post(reverse("copies-key"), told, follow=True)

    assert sentence in answer.content.decode()


def test_an_owner_sets_a_limit(owner, vendor):
    install_prices()

    owner.post(reverse("copies-budget"), {"limit": "20"})

    assert "$20.00 left" in owner.get(reverse("copies")).content.decode()
    answer = owner.post(reverse("copies-budget"), {"limit": "-1"}, follow=True)
    assert "like 20.00" in answer.content.decode()


@pytest.mark.parametrize("name", ["copies-key", "copies-forget", "copies-budget"])
def test_only_an_owner_may(name, as_role):
    assert as_role("manager").post(reverse(name), {}).status_code == 403


def decide(client, copy, name, **fields):
    return client.post(reverse("copy-suggestion", args=[copy.pk, name]), fields, follow=True)


def test_a_suggestion_is_taken_into_the_draft(owner, version):
    copy = copied(version)

    answer = decide(owner, copy, "subject")

    with operator():
        (wording,) = Sketch.objects.get(template=version.template).wordings
    assert wording["subject"] == "{{ couple.names }}, a new question"
    assert "In your draft" in answer.content.decode()


def test_a_suggestion_nobody_wants_is_not_made_again(owner, version):
    copy = copied(version)

    decide(owner, copy, "subject", do="refuse")
    again = decide(owner, copy, "subject", do="refuse")

    with operator():
        sketch = Sketch.objects.get(template=version.template)
    assert sketch.refused == [[str(copy.pk), "subject"]]
    assert sketch.wordings[0]["subject"] == LETTER.subject
    assert "Not wanted" in again.content.decode()


def test_what_was_edited_meanwhile_is_not_overwritten_by_a_suggestion(owner, version):
    copy = copied(version)
    with tenant(version.vendor_id):
        (wording,) = sketch_of(version.template).wordings
        mine = replace(LETTER, subject="My own")
        put_wording(version.template, 1, mine, seen=mark(wording), actor="user:1")

    answer = decide(owner, copy, "subject")

    assert "says something else there by now" in answer.content.decode()
    with operator():
        assert Sketch.objects.get().wordings[0]["subject"] == "My own"


def test_a_suggestion_for_what_is_not_there_is_refused(owner, version, stranger):
    copy = copied(version)
    with tenant(version.vendor_id):
        (wording,) = sketch_of(version.template).wordings
        german = replace(LETTER, language="de")
        put_wording(version.template, 1, german, seen=mark(wording), actor="user:1")

    assert "no such wording any more" in decide(owner, copy, "subject").content.decode()
    assert "no such suggestion" in decide(owner, copy, "heading-9").content.decode()
    assert decide(stranger, copy, "subject").status_code == 404


def test_a_block_that_is_gone_from_the_draft_takes_no_suggestion(owner, version):
    copy = copied(version, words={"paragraphs_1": "Hi {{ person.first_name }}, all well?"})
    with tenant(version.vendor_id):
        (wording,) = sketch_of(version.template).wordings
        empty = replace(LETTER, blocks=[])
        put_wording(version.template, 1, empty, seen=mark(wording), actor="user:1")

    assert (
        "says something else there by now" in decide(owner, copy, "paragraphs_1").content.decode()
    )
