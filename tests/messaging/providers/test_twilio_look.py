"""What Twilio's list can prove about a call whose answer was lost."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.providers.protocol import Absent, Found, Unclear, Unknown
from messaging.providers.twilio import Provider
from messaging.providers.twilio_look import MOST, fold
from tests.messaging.providers.texts import ACCOUNT, BY_SERVICE, MESSAGES, batch, template

provider = Provider()
ODD = "“Four” – at Zoë’s… ½"  # noqa: RUF001 -- as word processors write it


def ask(once, account=ACCOUNT, since=None):
    return provider.ask(account, once, since or now())


def lose(sandbox, once, account=ACCOUNT):
    """It was accepted, and the answer never came."""
    sandbox.fault(MESSAGES, drop="after", method="POST")
    assert isinstance(provider.hand_over(account, once), Unknown)
    return sandbox.accepted()[-1]["id"]


@pytest.mark.parametrize("account", [ACCOUNT, BY_SERVICE], ids=["number", "service"])
@pytest.mark.parametrize("once", [batch(), batch(text=ODD)], ids=["plain", "odd"])
def test_the_list_knows_what_was_accepted(sandbox, account, once):
    sid = lose(sandbox, once, account)

    assert ask(once, account) == Found([sid])


def test_a_template_is_found_by_the_words_it_makes(sandbox):
    once, other = template(), template(variables=["Ana", "Fern Hall", "it is today."])
    sid = lose(sandbox, once)

    assert (ask(once), ask(other)) == (Found([sid]), Absent())


def test_a_name_as_sender_is_looked_for_by_recipient_only(sandbox):
    once = batch()
    sid = lose(sandbox, once)

    assert ask(once, ACCOUNT | {"from": "Fern Hall"}) == Found([sid])


@pytest.mark.parametrize(
    "other",
    [
        {"text": "The ceremony starts at 5 pm."},
        {"to": "+14155550124"},
        {"channel": "whatsapp"},
    ],
    ids=str,
)
def test_another_message_is_no_trace_of_this_one(sandbox, other):
    lose(sandbox, batch())

    assert ask(batch(**other)) == Absent()


@pytest.mark.parametrize("minutes", [-6, 3])
def test_the_same_words_at_another_time_are_no_trace(sandbox, minutes):
    once = batch()
    lose(sandbox, once)

    assert ask(once, since=now() + dt.timedelta(minutes=minutes)) == Absent()


def test_the_closest_of_two_is_the_one(sandbox):
    once = batch()
    provider.hand_over(ACCOUNT, once)
    sandbox.clock(100)
    second = lose(sandbox, once)

    assert ask(once, since=now() + dt.timedelta(seconds=100)) == Found([second])


def test_what_cannot_be_compared_is_not_absent(sandbox):
    once = batch()
    line = {"sid": "SM1", "body": "", "date_created": now().strftime("%a, %d %b %Y %H:%M:%S +0000")}
    sandbox.fault(MESSAGES, status=200, body={"messages": [line], "next_page_uri": None})

    assert isinstance(ask(once), Unclear)


def test_a_list_without_end_is_not_read_to_its_end(sandbox):
    stamp = now().strftime("%a, %d %b %Y %H:%M:%S +0000")
    lines = [{"sid": f"SM{n}", "body": "Hi", "date_created": stamp} for n in range(MOST)]
    page = {"messages": lines, "next_page_uri": "/2010-04-01/next"}
    sandbox.fault(MESSAGES, status=200, body=page)

    assert ask(batch()) == Unclear("too many messages to look through")


@pytest.mark.parametrize(
    "fault",
    [{"status": 500}, {"status": 401}, {"status": 429}, {"drop": "after"}, {"bad_json": True}],
    ids=str,
)
def test_a_list_that_cannot_be_read_proves_nothing(sandbox, fault):
    sandbox.fault(MESSAGES, **fault)

    assert isinstance(ask(batch()), Unclear)


def test_a_template_nobody_has_proves_nothing(sandbox):
    assert isinstance(ask(template(content_sid=f"HX{9:032x}")), Unclear)


def test_an_account_that_cannot_work_cannot_be_asked():
    assert isinstance(ask(batch(), {}), Unclear)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(ODD, '"Four" - at Zoe\'s... 1/2'), ("a\u00a0b", "a  b"), ("✨ ", "✨")],
)
def test_smart_encoding_changes_no_words(ours, theirs):
    assert fold(ours) == fold(theirs)
