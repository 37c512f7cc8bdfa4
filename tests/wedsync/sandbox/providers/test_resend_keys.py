"""Idempotency keys at Resend: what a repeat after a lost answer gets."""

import threading

import pytest
import requests

from tests.wedsync.sandbox.letters import mail, post
from tests.wedsync.sandbox.receiver import eventually
from wedsync.sandbox.client import Client

ONCE = {"Idempotency-Key": "batch/1"}
DAY = 24 * 3600


def name(answer: requests.Response) -> str:
    return answer.json()["name"]


def test_a_repeat_gets_the_same_ids_and_sends_nothing_again(sandbox: Client):
    mails = [mail("ada@example.org"), mail("bob@example.org")]

    first = post(sandbox, mails, path="emails/batch", headers=ONCE)
    again = post(sandbox, mails, path="emails/batch", headers=ONCE)

    assert again.json() == first.json()
    assert sandbox.recipients() == {"ada@example.org": 1, "bob@example.org": 1}
    assert [entry["accepted"] for entry in sandbox.journal()] == [2, 0]


def test_after_a_lost_answer_the_repeat_finds_what_was_accepted(sandbox: Client):
    sandbox.fault(drop="after")
    with pytest.raises(requests.ConnectionError):
        post(sandbox, mail(), headers=ONCE)

    answer = post(sandbox, mail(), headers=ONCE)

    assert [line["id"] for line in sandbox.accepted()] == [answer.json()["id"]]


def test_another_mail_under_the_same_key_is_refused(sandbox: Client):
    post(sandbox, mail(), headers=ONCE)

    answer = post(sandbox, mail(subject="Your other menu"), headers=ONCE)

    assert (answer.status_code, name(answer)) == (409, "invalid_idempotent_request")
    assert len(sandbox.accepted()) == 1


def test_a_repeat_while_the_first_is_at_work_is_told_to_wait(sandbox: Client):
    sandbox.fault(delay=0.5)
    first = threading.Thread(target=post, args=(sandbox, mail()), kwargs={"headers": ONCE})
    first.start()
    eventually(sandbox.journal)

    answer = post(sandbox, mail(), headers=ONCE)
    first.join()

    assert (answer.status_code, name(answer)) == (409, "concurrent_idempotent_requests")
    assert len(sandbox.accepted()) == 1


def test_a_mail_that_was_refused_leaves_its_key_free(sandbox: Client):
    post(sandbox, mail("nobody"), headers=ONCE)

    assert post(sandbox, mail(), headers=ONCE).status_code == 200


def test_after_a_day_the_key_is_forgotten(sandbox: Client):
    post(sandbox, mail(), headers=ONCE)

    sandbox.clock(DAY + 1)
    post(sandbox, mail(), headers=ONCE)

    assert len(sandbox.accepted()) == 2


def test_a_key_has_at_most_256_characters(sandbox: Client):
    good = post(sandbox, mail(), headers={"Idempotency-Key": "k" * 256})
    bad = post(sandbox, mail(), headers={"Idempotency-Key": "k" * 257})

    assert good.status_code == 200
    assert (bad.status_code, name(bad)) == (400, "invalid_idempotency_key")
