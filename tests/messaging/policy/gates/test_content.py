"""WhatsApp's window, approvals and gaps, each by example."""

import datetime as dt
from dataclasses import replace

import pytest

from messaging.policy.facts import Facts, Purpose
from messaging.policy.gates import approval, missing_content, whatsapp_window
from messaging.policy.verdict import Allow, Block, Wait

NOON = dt.datetime(2027, 6, 19, 12, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
EMERGENCY, MARKETING = Purpose.EMERGENCY, Purpose.MARKETING
FINE = Facts(now=NOON, purpose=Purpose.HELPFUL, channel="whatsapp", address="+41615550123")
TEMPLATE = replace(FINE, has_template=True)


def test_other_channels_know_no_window():
    assert whatsapp_window.gate(replace(FINE, channel="sms")) == Allow()


def test_free_form_goes_only_within_a_day_of_their_last_message():
    assert whatsapp_window.gate(replace(FINE, window_until=NOON + SECOND)) == Allow()
    assert whatsapp_window.gate(replace(FINE, window_until=NOON)) == Wait(whatsapp_window.CLOSED)
    assert whatsapp_window.gate(FINE) == Wait(whatsapp_window.CLOSED)


def test_an_approved_template_goes_at_any_time():
    assert whatsapp_window.gate(TEMPLATE) == Allow()
    assert whatsapp_window.gate(replace(TEMPLATE, purpose=EMERGENCY)) == Allow()


def test_an_emergency_outside_the_window_ends_so_that_another_channel_is_tried():
    assert whatsapp_window.gate(replace(FINE, purpose=EMERGENCY)) == Block(
        whatsapp_window.CLOSED, end="cancelled"
    )


@pytest.mark.parametrize(
    ("places", "verdict"),
    [(("US",), Block), (("CA", "US-NY"), Block), (("CA",), Allow), ((), Allow)],
)
def test_marketing_templates_to_the_united_states_are_paused(places, verdict):
    said = whatsapp_window.gate(replace(TEMPLATE, purpose=MARKETING, places=places))

    assert isinstance(said, verdict)


def test_who_writes_from_the_united_states_may_be_answered():
    answer = replace(FINE, purpose=MARKETING, places=("US-NY",), window_until=NOON + SECOND)

    assert whatsapp_window.gate(answer) == Allow()


def test_what_isnt_approved_waits_for_it():
    assert approval.gate(FINE) == Allow()
    assert approval.gate(replace(FINE, awaits_approval=True)) == Wait("it waits for your approval")
    assert approval.gate(replace(FINE, awaits_approval=True, purpose=EMERGENCY)) == Allow()


def test_words_that_nobody_approved_wait_except_in_an_emergency():
    unread = replace(FINE, words_wait=True)

    assert approval.gate(unread) == Wait("what its template says waits to be approved")
    assert approval.gate(replace(unread, purpose=EMERGENCY)) == Allow()


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        (("wedding.venue",), "“The venue”"),
        (("wedding.venue", "vendor.city"), "“The venue”, “Your town”"),
        (("wedding.dog",), "“wedding.dog”"),
        (
            ("wedding.venue", "vendor.city", "wedding.city", "wedding.style", "vendor.phone"),
            "“The venue”, “Your town”, “The town of the venue” and 2 more",
        ),
    ],
)
def test_a_gap_is_named_as_its_author_knows_it(missing, named):
    gap = replace(FINE, missing=missing)

    assert missing_content.gate(gap) == Wait(f"it has nothing to say for {named}")


def test_an_emergency_with_a_gap_ends_rather_than_waits():
    gap = replace(FINE, missing=("wedding.venue",), purpose=EMERGENCY)

    assert missing_content.gate(gap) == Block(
        "it has nothing to say for “The venue”", end="cancelled"
    )
    assert missing_content.gate(FINE) == Allow()
