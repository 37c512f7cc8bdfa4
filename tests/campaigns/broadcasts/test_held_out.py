"""Who is held out gets a message that is generated, judged and trapped, and never sent."""

import pytest
from django.utils.timezone import now as current_time

from campaigns.broadcasts.expand import expand
from campaigns.broadcasts.launch import launch
from campaigns.models import Campaign, Recipient
from messaging.decide import decide
from messaging.gather import facts_for, load
from messaging.models import Decision, Message
from messaging.policy.gates.held_out import REASON
from personalization.compile import compile_draft
from tests.campaigns.stage import made, people
from tests.factories import LETTER, PersonFactory, VariantFactory

pytestmark = pytest.mark.django_db


def expanded(vendor, count=10, percent=100, **fields):
    people(vendor, count)
    campaign = made("email", vendor=vendor, holdout_percent=percent, **fields)
    launch(campaign, actor="user:1")
    expand(campaign.pk)
    return campaign


def judged(vendor):
    now = current_time()
    messages = load(Message.objects.all())
    return decide(messages, facts_for(messages, vendor, now), now)


def test_it_is_trapped_by_a_gate_that_says_why(as_vendor, vendor):
    expanded(vendor)

    assert judged(vendor) == []
    assert set(Message.objects.values_list("state", "reason")) == {("cancelled", REASON)}
    assert "held_out" in str(Decision.objects.first().objections)


def test_some_are_held_out_and_the_others_go(as_vendor, vendor):
    expanded(vendor, count=30, percent=50)

    allowed = {message.person_id for message in judged(vendor)}

    held = set(Recipient.objects.filter(held_out=True).values_list("person_id", flat=True))
    assert held
    assert allowed
    assert held.isdisjoint(allowed)
    assert len(held | allowed) == 30


@pytest.mark.parametrize("purpose", ["contractual", "emergency"])
def test_what_the_contract_asks_for_is_never_held_out(as_vendor, vendor, purpose):
    binding = compile_draft(LETTER, purpose=purpose)
    version = VariantFactory(version__template__vendor=vendor, compiled=binding).version
    expanded(vendor, purpose=purpose, version=version)

    assert not Recipient.objects.filter(held_out=True).exists()
    assert len(judged(vendor)) == 10


def test_both_partners_are_held_out_or_neither(as_vendor, vendor):
    for person in people(vendor, 12):
        PersonFactory(client=person.client, role="partner_b")
    campaign = made("email", vendor=vendor, holdout_percent=50, audience={"role": "couple"})
    launch(campaign, actor="user:1")
    expand(campaign.pk)

    fates = {}
    for one in Recipient.objects.all():
        fates.setdefault(one.wedding_id, set()).add(one.held_out)
    assert {len(found) for found in fates.values()} == {1}
    assert set().union(*fates.values()) == {True, False}


def test_nobody_is_held_out_of_a_campaign_without(as_vendor, vendor):
    expanded(vendor, percent=0)

    assert len(judged(vendor)) == 10
    assert Campaign.objects.get().holdout_percent == 0
