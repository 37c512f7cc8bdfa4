"""The levers: what they tell, what they change, and how they say no."""

import json

import pytest
import requests

from tests.wedsync.sandbox.letters import mail, post
from wedsync.sandbox.client import Client, Refused


def test_health_tells_who_is_spoken_for(sandbox: Client):
    assert sandbox.health() == {
        "ok": True,
        "providers": [
            "anthropic", "fcm", "mailgun", "openai", "resend", "sendgrid", "smtp", "twilio",
            "vsco", "webpush",
        ],
        "accepted": 0,
        "webhooks_waiting": 0,
        "smtp": f"127.0.0.1:{sandbox.smtp.port}",
    }  # fmt: skip


def test_texts_are_told_only_when_asked_for(sandbox: Client):
    post(sandbox, mail(html="<p>Hi</p>"))

    [short], [long] = sandbox.accepted(), sandbox.accepted(bodies=1)

    assert "html" not in short
    assert (long["html"], long["text"]) == ("<p>Hi</p>", "Please choose by Friday.")


def test_the_truth_is_read_on_from_where_one_was(sandbox: Client):
    post(sandbox, [mail(f"guest{i}@example.org") for i in range(5)], path="emails/batch")

    told = sandbox.call("GET", "accepted", since=2, limit=2)

    assert [line["seq"] for line in told["accepted"]] == [3, 4]
    assert (told["count"], told["last"]) == (3, 5)


def test_a_name_no_alphabet_knows_leaves_the_truth_readable(sandbox: Client):
    body = json.dumps(mail(subject="half \ud83d of a heart"))
    headers = {"Authorization": "Bearer re_x"}

    answer = requests.post(sandbox.resend_url + "emails", body, headers=headers, timeout=5)

    assert answer.status_code == 200
    assert [line["subject"] for line in sandbox.accepted()] == ["half \ud83d of a heart"]
    assert requests.get(f"{sandbox.url}/mail/1", timeout=5).status_code == 200


def test_the_journal_leaves_the_key_out_and_hashes_the_body(sandbox: Client):
    post(sandbox, mail(), headers={"Idempotency-Key": "k1"})

    [entry] = sandbox.journal()
    assert entry["headers"]["authorization"] == "(left out)"
    assert entry["headers"]["idempotency-key"] == "k1"
    assert (entry["method"], entry["path"], entry["status"]) == ("POST", "/resend/emails", 200)
    assert len(entry["sha256"]) == 64


def test_faults_are_listed_and_cleared(sandbox: Client):
    sandbox.faults({"path": "/resend/", "status": 500}, {"path": "/", "drop": "before"})

    assert [(fault["status"], fault["drop"]) for fault in sandbox.faults()] == [
        (500, ""),
        (None, "before"),
    ]
    sandbox.clear_faults()
    assert sandbox.faults() == []


def test_the_clock_is_moved_beside_this_machines(sandbox: Client):
    now = sandbox.clock()["now"]

    moved = sandbox.clock(3600)

    assert 3600 <= moved["now"] - now < 3610
    assert sandbox.clock(0)["offset"] == 0


def test_a_reset_brings_all_back_to_the_start(sandbox: Client):
    post(sandbox, mail(), headers={"Idempotency-Key": "k"})
    sandbox.fault(status=500)
    sandbox.clock(60)
    sandbox.webhooks(mode="off")

    sandbox.reset()

    assert (sandbox.accepted(), sandbox.faults(), sandbox.journal()) == ([], [], [])
    assert (sandbox.clock()["offset"], sandbox.webhooks()["weather"]["off"]) == (0, False)
    assert post(sandbox, mail(subject="New"), headers={"Idempotency-Key": "k"}).ok


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "words"),
    [
        ("GET", "levers", "", 404, "There is no /_ctl/levers, but /_ctl/health"),
        ("PUT", "reset", "", 405, "/_ctl/reset takes POST."),
        ("POST", "faults", "{", 400, "The body is not JSON."),
        ("POST", "faults", '{"path": "/"}', 422, "A fault needs an effect"),
        ("POST", "webhooks", "[]", 422, "The body must be a JSON object."),
        ("POST", "webhooks", '{"mode": "stormy"}', 422, "mode is one of normal"),
        ("POST", "clock", '{"offset": "1h"}', 422, "offset is a number of seconds"),
        ("POST", "clock", '{"offset": NaN}', 422, "offset is a number of seconds"),
        ("GET", "accepted?since=-1", "", 422, "since is a whole number"),
        ("GET", "journal?limit=²", "", 422, "limit is a whole number"),
    ],
)
def test_a_lever_pulled_wrong_says_what_is_wrong(
    sandbox: Client, method: str, path: str, body: str, status: int, words: str
):
    answer = requests.request(method, f"{sandbox.url}/_ctl/{path}", data=body, timeout=5)

    assert answer.status_code == status
    assert answer.json()["error"].startswith(words)


def test_the_client_raises_the_sentence(sandbox: Client):
    with pytest.raises(Refused, match="A fault has no colour"):
        sandbox.fault(colour="red", status=500)


@pytest.mark.parametrize("lag", [-1, "a while", True, None])
def test_a_lag_is_a_number_of_seconds(sandbox: Client, lag: object):
    with pytest.raises(Refused, match="lag is a number"):
        sandbox.call("POST", "listings", {"lag": lag})


def test_a_reset_takes_the_lag_away(sandbox: Client):
    sandbox.listing_lag(5)

    sandbox.reset()

    assert sandbox.call("GET", "listings") == {"lag": 0.0}
