"""Resend over the wire: what every answer comes to."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.providers.answers import QUOTA_PAUSE, Said, row_of
from messaging.providers.protocol import (
    Accepted,
    Batch,
    Deferred,
    Misconfigured,
    Refused,
    Unknown,
)
from messaging.providers.resend import ANSWERS, BulkResend, Provider
from tests.messaging.providers.letters import letter, many

ADDRESSES = st.one_of(
    st.from_regex(
        r"[a-z0-9_+-]{1,9}(\.[a-z0-9]{1,4})*@[a-z0-9-]{1,9}(\.[A-Za-z-]{2,4})+", fullmatch=True
    ),
    st.sampled_from(["lena@bücher.example", "Lena <lena@example.com>", '"l e"@example.com']),
)
NAMES = st.sampled_from(["List-Unsubscribe", "X-Mood", "Reply-To"])
ACCOUNT = {"api_key": "re_test"}
provider = Provider()


def test_distinct_mails_travel_in_one_call(sandbox):
    answer = provider.hand_over(ACCOUNT, many(3))

    mails = sandbox.accepted()
    assert isinstance(answer, Accepted)
    assert list(answer.ids) == [mail["id"] for mail in mails]
    assert [mail["subject"] for mail in mails] == [f"For couple{n}@example.com" for n in range(3)]


def test_the_same_call_again_is_the_same_call(sandbox):
    once = many(2)

    first, second = provider.hand_over(ACCOUNT, once), provider.hand_over(ACCOUNT, once)

    assert first == second
    assert set(sandbox.recipients().values()) == {1}


def test_other_bytes_under_a_used_key_mean_it_was_accepted_before(sandbox):
    once = many(1)
    provider.hand_over(ACCOUNT, once)
    changed = Batch(once.key, [replace(once.envelopes[0], subject="Changed")])

    assert provider.hand_over(ACCOUNT, changed) == Accepted()
    assert set(sandbox.recipients().values()) == {1}


def test_the_same_batch_has_the_same_digest():
    one = many(2)
    other = Batch(one.key, [replace(one.envelopes[0], text="Else"), one.envelopes[1]])

    assert provider.digest(one) == provider.digest(Batch("another key", one.envelopes))
    assert provider.digest(one) != provider.digest(other)


EXAMPLES = [
    (401, "missing_api_key", Misconfigured),
    (403, "invalid_api_key", Misconfigured),
    (409, "invalid_idempotent_request", Accepted),
    (409, "concurrent_idempotent_requests", Unknown),
    (422, "validation_error", Refused),
    (429, "daily_quota_exceeded", Deferred),
    (429, "monthly_quota_exceeded", Deferred),
    (429, "rate_limit_exceeded", Deferred),
    (500, "application_error", Unknown),
]


@pytest.mark.parametrize(("status", "name", "kind"), EXAMPLES)
def test_what_an_answer_comes_to(sandbox, status, name, kind):
    sandbox.fault(status=status, body={"name": name, "message": "?"})

    assert type(provider.hand_over(ACCOUNT, many(1))) is kind


def test_every_row_of_the_table_has_an_example():
    assert {row_of(ANSWERS, Said(code, name)) for code, name, _ in EXAMPLES} == set(ANSWERS)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"status": 500}, Unknown),
        ({"status": 500, "when": "after"}, Unknown),
        ({"status": 302, "headers": {"location": "http://127.0.0.1:9/"}}, Unknown),
        ({"status": 422, "body": []}, Refused),
        ({"drop": "before"}, Unknown),
        ({"drop": "after"}, Unknown),
        ({"bad_json": True}, Unknown),
        ({"status": 200, "body": {"data": []}}, Unknown),
        ({"status": 200, "body": []}, Unknown),
    ],
    ids=str,
)
def test_what_a_fault_comes_to(sandbox, fault, kind):
    sandbox.fault(**fault)

    assert type(provider.hand_over(ACCOUNT, many(1))) is kind


def test_a_lost_answer_is_found_by_asking_again(sandbox):
    once = many(2)
    sandbox.fault(drop="after")

    lost, found = provider.hand_over(ACCOUNT, once), provider.hand_over(ACCOUNT, once)

    assert isinstance(lost, Unknown)
    assert isinstance(found, Accepted)
    assert set(sandbox.recipients().values()) == {1}


def test_it_waits_as_long_as_it_is_told(sandbox):
    sandbox.fault(status=429, headers={"retry-after": "7"})

    assert provider.hand_over(ACCOUNT, many(1)) == Deferred("429", 7.0, "rate")


def test_a_used_up_quota_is_not_asked_every_second(sandbox):
    sandbox.fault(status=429, body={"name": "daily_quota_exceeded", "message": "?"})

    answer = provider.hand_over(ACCOUNT, many(1))
    assert answer == Deferred("429 daily_quota_exceeded: ?", QUOTA_PAUSE, "quota")


def test_no_connection_means_nothing_was_sent(settings):
    settings.RESEND_API_URL = "http://127.0.0.1:9/"

    assert isinstance(provider.hand_over(ACCOUNT, many(1)), Deferred)


def test_an_account_without_a_key_says_so(sandbox):
    assert isinstance(provider.hand_over({}, many(1)), Misconfigured)


@given(
    letters=st.lists(
        st.builds(
            replace,
            st.builds(letter),
            to=ADDRESSES,
            sender=st.sampled_from(["Fern Hall <hello@fern.example>", "Zoë <z@fern.example>"]),
            reply_to=st.sampled_from(["", "hello@fern.example"]),
            subject=st.text(st.characters(exclude_categories=["Cs", "Cc"])),
            html=st.text(st.characters(exclude_categories=["Cs"])),
            headers=st.dictionaries(NAMES, st.just("mia@fern.example"), max_size=3),
        ),
        max_size=5,
    )
)
def test_what_is_written_once_reads_as_anymail_writes_each(letters):
    backend = BulkResend(api_url="http://127.0.0.1:9/", api_key="re_test")

    written = backend.write(Batch("k", letters))

    assert json.loads(written) == [backend._by_anymail(one) for one in letters]


def test_a_key_that_cannot_be_written_down_is_a_persons_to_mend(sandbox):
    assert isinstance(provider.hand_over({"api_key": "re_\n"}, many(1)), Misconfigured)


def test_one_that_could_never_leave_takes_no_other_along(sandbox):
    call = Batch("k2", [letter(), letter("two@example.com,three@example.com")])

    assert isinstance(provider.hand_over(ACCOUNT, call), Refused)
    assert sandbox.accepted() == []
