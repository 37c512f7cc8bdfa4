"""The page of one message."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import now as current_time

from campaigns.broadcasts.expand import expand
from campaigns.broadcasts.launch import launch
from messaging.compose import frozen_contexts
from messaging.decide import decide
from messaging.gather import facts_for, load
from messaging.models import DeliveryEvent, Handed, Handover, Message
from messaging.states import State
from tests.campaigns.stage import PHONE, come_to, made, people, sent_on
from tests.factories import AccountFactory, MessageFactory, PersonFactory
from tests.wedsync.dashboard.stage import bring, join, running
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import tenant


@pytest.fixture
def message(vendor):
    return MessageFactory(person=PersonFactory(client__vendor=vendor))


def decided(message, vendor):
    with tenant(vendor.pk):
        found = load(Message.objects.filter(pk=message.pk))
        now = current_time()
        decide(found, facts_for(found, vendor, now), now)


def handed(message, vendor):
    """As if it had left for Resend."""
    now, account = current_time(), AccountFactory()
    with tenant(vendor.pk):
        found = Message.objects.get(pk=message.pk)
        contexts = frozen_contexts([found], facts_for([found], vendor, now), vendor, now)
        handover = Handover.objects.create(vendor=vendor, account=account, provider="resend")
        Handed.objects.create(
            id=uuid7(),
            vendor=vendor,
            handover=handover,
            message=found,
            position=0,
            fence=1,
            address="lena@before.example",
            context=contexts[found.pk],
            provider_message_id="re_4711",
        )


def heard(message, kind):
    DeliveryEvent.objects.create(
        id=uuid7(),
        vendor_id=message.vendor_id,
        message=message,
        kind=kind,
        at=current_time(),
        source="link",
    )


def text_of(client, message):
    response = client.get(reverse("message", args=[message.pk]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_before_anybody_looked_it_says_so(owner, message):
    assert "It is looked at when its turn comes" in text_of(owner, message)


def test_a_held_message_says_until_when_in_the_zone_of_the_vendor(owner, vendor, message):
    today = current_time().astimezone(dt.UTC).date()
    with tenant(vendor.pk):
        message.wedding.date = today
        message.wedding.save(update_fields=["date"])
    decided(message, vendor)

    text = text_of(owner, message)

    assert "Why it waits" in text
    assert "Their wedding day: held until" in text
    assert "Times in America/Los_Angeles" in text


def test_a_pause_is_why_even_if_no_gate_said_it(owner, vendor, message):
    decided(message, vendor)
    bring(message, State.HELD, "you paused this campaign")

    text = text_of(owner, message)

    assert text.index("You paused this campaign.") < text.index("There is an address for email.")


def test_an_old_decision_speaks_the_language_of_who_reads_it(owner, vendor, message):
    today = current_time().astimezone(dt.UTC).date()
    with tenant(vendor.pk):
        message.wedding.date = today
        message.wedding.save(update_fields=["date"])
    decided(message, vendor)
    owner.post(reverse("settings-language"), {"language": "es"})

    text = text_of(owner, message)

    assert "El día de su boda: retenido hasta" in text
    assert "Hay una dirección para correo." in text
    assert "Retenido" in text
    assert "held until" not in text


def test_what_happened_is_told_in_order(owner, vendor, message):
    bring(message, State.DELIVERED)
    with tenant(vendor.pk):
        heard(message, "clicked")

    text = text_of(owner, message)

    words = ["Written down", "About to go", "Sending", "Delivered", "Followed a link"]
    told = text[text.index("What happened") :]
    assert sorted(words, key=told.index) == words


def test_it_names_the_campaign_that_asked_for_it(owner, vendor, message):
    campaign = running(vendor)
    join(campaign, message)

    assert reverse("campaign", args=[campaign.pk]) in text_of(owner, message)


@pytest.mark.parametrize("name", ["message", "message-preview"])
def test_a_message_of_somebody_else_is_not_there(stranger, vendor, message, name):
    handed(message, vendor)

    assert stranger.get(reverse(name, args=[message.pk])).status_code == 404


def test_a_long_story_costs_no_more_questions(owner, vendor, message, count_queries):
    url = reverse("message", args=[message.pk])
    bring(message, State.DELIVERED)
    short = count_queries(owner, url)
    with tenant(vendor.pk):
        for _ in range(20):
            heard(message, "opened")

    assert count_queries(owner, url) == short


def test_a_message_of_a_chain_says_over_which_way_it_went_on(owner, vendor):
    campaign = made("sms", "email", vendor=vendor, strategy="chain")
    people(vendor, 1, phone=PHONE)
    with tenant(vendor.pk):
        launch(campaign, actor="user:1")
        expand(campaign.pk)
        (first,) = sent_on("sms")
        come_to(State.FAILED, first)
        expand(campaign.pk)
        (second,) = sent_on("email")

    texts = [
        owner.get(reverse("message", args=[one.pk])).content.decode() for one in (first, second)
    ]
    assert "so it was said by E-mail instead" in texts[0]
    assert "the channel before it could not reach them" in texts[1]
    assert all(campaign.name in text for text in texts)
