"""A second look before it leaves, and what becomes of it when something changes."""

import datetime as dt

import pytest
from django.utils.timezone import now as current_time

from campaigns.broadcasts.duplicate import duplicate
from campaigns.broadcasts.edit import allow, edit, take_back
from campaigns.broadcasts.launch import launch
from campaigns.broadcasts.pause import pause
from campaigns.broadcasts.ready import approved
from campaigns.broadcasts.review import approve, ask, send_back, set_rule
from campaigns.models import Campaign
from messaging.models import ToDo
from personalization import sign
from personalization.sign import demand
from personalization.sign_off import Needs
from tests.campaigns.stage import fresh, made, people
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db
ANNA, BEN = "user:1", "user:2"


@pytest.fixture
def draft(vendor):
    people(vendor, 1)
    with tenant(vendor.pk):
        campaign = made("email", vendor=vendor, edited_by=ANNA)
        set_rule(vendor, Needs.SECOND, actor=ANNA)
        yield campaign


def test_without_a_rule_nobody_has_to_look(vendor):
    people(vendor, 1)
    with tenant(vendor.pk):
        assert launch(made("email", vendor=vendor), actor=ANNA) == 1


def test_with_a_rule_nothing_leaves_unseen(draft):
    with pytest.raises(Refusal, match="Somebody has to approve it first"):
        launch(draft, actor=ANNA)


def test_nothing_leaves_whose_template_nobody_approved(vendor):
    people(vendor, 1)
    with tenant(vendor.pk):
        campaign = made("email", vendor=vendor)
        version = campaign.version
        demand(version.template, Needs.SECOND, actor=ANNA)

        with pytest.raises(Refusal, match="what its template says"):
            launch(campaign, actor=ANNA)
        sign.approve(version, actor=BEN, now=current_time())

        assert launch(campaign, actor=ANNA) == 1


def test_who_wrote_it_or_asked_can_not_approve_it(draft):
    ask(draft, actor=BEN)

    for involved in (ANNA, BEN):
        with pytest.raises(Refusal, match="Somebody else"):
            approve(draft, actor=involved)


def test_a_second_person_lets_it_go(draft):
    ask(draft, actor=ANNA)
    asked = ToDo.objects.get()
    assert asked.text.endswith("waits to be approved.")
    assert asked.done_at is None

    approve(fresh(draft), actor=BEN)

    assert ToDo.objects.get().done_at is not None
    assert launch(draft, actor=ANNA) == 1


def test_an_owner_may_approve_what_they_wrote(draft):
    set_rule(draft.vendor, Needs.OWNER, actor=ANNA)

    with pytest.raises(Refusal, match="An owner"):
        approve(draft, actor=BEN)
    approve(draft, actor=ANNA, owns=True)

    assert approved(fresh(draft))


def test_an_edit_leaves_the_approval_behind_and_its_undoing_brings_it_back(draft):
    ask(draft, actor=ANNA)
    approve(fresh(draft), actor=BEN)

    edit(draft, {"purpose": "contractual"}, actor=ANNA)
    assert (fresh(draft).state, approved(fresh(draft))) == ("draft", False)

    edit(draft, {"purpose": "helpful"}, actor=ANNA)
    assert approved(fresh(draft))


def test_an_approval_does_not_grow_old(draft):
    approve(fresh(draft), actor=BEN)
    Campaign.objects.update(approved_at=current_time() - dt.timedelta(days=400))

    assert launch(draft, actor=ANNA) == 1


def test_another_name_needs_no_other_look(draft):
    ask(draft, actor=ANNA)
    approve(fresh(draft), actor=BEN)

    edit(draft, {"name": "Rain plan"}, actor=ANNA)

    assert (fresh(draft).state, fresh(draft).name) == ("review", "Rain plan")
    assert approved(fresh(draft))


def test_what_is_sent_back_is_a_draft_with_a_word_and_without_approval(draft):
    ask(draft, actor=ANNA)
    approve(fresh(draft), actor=BEN)
    send_back(draft, "the price is wrong", actor=BEN)

    found = fresh(draft)
    assert (found.state, found.reason, approved(found)) == ("draft", "the price is wrong", False)


def test_what_could_not_leave_is_not_asked_about(draft):
    edit(draft, {"strategy": "chain"}, actor=ANNA)

    with pytest.raises(Refusal, match="second channel"):
        ask(fresh(draft), actor=ANNA)


def test_what_runs_is_not_approved_any_more(draft):
    approve(fresh(draft), actor=BEN)
    launch(draft, actor=ANNA)

    with pytest.raises(Refusal, match="has not been launched"):
        approve(draft, actor=BEN)
    with pytest.raises(Refusal, match="Only a draft"):
        ask(draft, actor=BEN)


def test_an_edit_takes_a_plan_back_but_an_empty_one_does_not(draft):
    edit(draft, {"timing": "at", "starts_at": current_time() + dt.timedelta(days=1)}, actor=ANNA)
    approve(fresh(draft), actor=BEN)
    launch(fresh(draft), actor=ANNA)

    edit(draft, {"name": "The same"}, actor=ANNA)
    assert fresh(draft).state == "scheduled"
    edit(draft, {"holdout_percent": 10}, actor=ANNA)
    assert fresh(draft).state == "draft"


def test_a_plan_or_its_pause_can_be_taken_back_to_a_draft(draft):
    set_rule(draft.vendor, Needs.NOBODY, actor=ANNA)
    edit(draft, {"timing": "at", "starts_at": current_time() + dt.timedelta(days=1)}, actor=ANNA)
    for prepare in (lambda _: None, lambda one: pause(one, actor=ANNA)):
        planned = fresh(draft)
        launch(planned, actor=ANNA)
        prepare(planned)
        take_back(planned, actor=ANNA)

        assert fresh(draft).state == "draft"


def test_what_has_begun_is_not_taken_back_nor_edited(draft):
    approve(fresh(draft), actor=BEN)
    launch(draft, actor=ANNA)

    with pytest.raises(Refusal, match="has begun"):
        take_back(draft, actor=ANNA)
    with pytest.raises(Refusal, match="launched meanwhile"):
        edit(draft, {"name": "Late"}, actor=ANNA)


def test_a_draft_can_not_be_taken_back(draft):
    with pytest.raises(Refusal, match="Only what is planned"):
        take_back(draft, actor=ANNA)


def test_a_copy_is_a_draft_of_its_own_that_nobody_approved(draft):
    moment = current_time() + dt.timedelta(days=1)
    edit(draft, {"timing": "at", "starts_at": moment, "holdout_percent": 5}, actor=ANNA)
    approve(fresh(draft), actor=BEN)

    copy = fresh(duplicate(fresh(draft), actor=BEN))

    assert (copy.state, copy.timing, copy.starts_at) == ("draft", "now", None)
    assert (copy.holdout_percent, copy.name) == (5, f"{draft.name} (again)")
    assert not approved(copy)


def test_only_what_is_under_way_gets_another_budget(draft):
    with pytest.raises(Refusal, match="under way"):
        allow(draft, 5_000_000, actor=ANNA)
