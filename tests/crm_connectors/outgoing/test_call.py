"""One call, to receivers that behave and that don't."""

import datetime as dt

import pytest

from crm_connectors.outgoing import call
from crm_connectors.outgoing.outcome import Answer
from tests.crm_connectors.outgoing.receiver import receiver
from wedsync.lib.pinned import Pinned
from wedsync.lib.target import read

ALLOWED = ["127.0.0.1/32"]


def post(server, path, allowed=ALLOWED) -> Answer:
    target = read(server.url(path), plain=True)
    return call.post(target, b'{"a":1}', {"webhook-id": "evt_1"}, allowed)


def test_a_receiver_takes_it(there):
    assert post(there, "ok") == Answer(204)
    [(_, headers, body)] = there.heard
    assert (headers["webhook-id"], body) == ("evt_1", b'{"a":1}')
    assert headers["host"] == f"127.0.0.1:{there.server_port}"


def test_its_own_words_are_kept(there):
    assert post(there, "fail") == Answer(500, "", None, "out of order")


def test_it_may_ask_for_time(there):
    assert post(there, "flaky").asked == dt.timedelta(seconds=90)


def test_a_redirect_is_an_answer_and_not_followed(there):
    with receiver("127.0.0.9") as inside:
        there.elsewhere = inside.url("ok")
        assert post(there, "away").status == 302
        assert inside.heard == []


def test_a_forbidden_address_is_never_called(there):
    with receiver("127.0.0.9") as inside:
        answer = post(inside, "ok")
        assert answer == Answer(0, "This host is not on the public internet.")
        assert inside.heard == []


@pytest.mark.parametrize("path", ["hang", "drip", "trickle"])
def test_whoever_takes_too_long_is_cut_off(there, path):
    assert post(there, path) == Answer(0, "no answer within ten seconds")


def test_a_cut_that_comes_after_the_end_is_nothing(there):
    connection = Pinned(read(there.url("ok"), plain=True), "127.0.0.1", 0.4)
    connection.cut()
    connection.connect()
    connection.close()
    connection.cut()
    assert connection.late


def test_no_more_is_read_than_a_log_needs(there):
    assert post(there, "big") == Answer(200, "", None, "x" * 2000)


def test_nobody_listening_is_an_answer(there):
    with receiver() as gone:
        pass
    assert post(gone, "ok") == Answer(0, "nobody listens there")


def test_a_host_that_is_not_found_is_an_answer(there):
    target = read("https://no-such-host.invalid/")
    assert call.post(target, b"", {}, ALLOWED) == Answer(0, "its host was not found")


def test_a_server_that_speaks_no_tls_is_an_answer(there):
    target = read(f"https://127.0.0.1:{there.server_port}/ok")
    answer = call.post(target, b"", {}, ALLOWED)
    assert answer.status == 0
    assert answer.trouble.startswith("no secure connection")
