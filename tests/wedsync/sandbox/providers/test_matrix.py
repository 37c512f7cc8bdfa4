"""Each thing that can go wrong at each provider: what its real client sees, and what is true."""

from typing import Any

import pytest

from tests.wedsync.sandbox.providers.clients import CLIENTS, PATHS, PATIENCE
from wedsync.sandbox.client import Client

pytestmark = pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailNotSupportedWarning")

SOON = 0.4  # seconds a client waits where the answer will not come in time
LATER = 1.3  # seconds, longer than it waits
LATE = {"hang before", "hang after", "body too slow"}
# What is ordered: (what the client sees, how many were accepted).
CELLS: dict[str, tuple[dict[str, Any], str, int]] = {
    "refused": ({"status": 400}, "400", 0),
    "429 with Retry-After": ({"status": 429, "headers": {"retry-after": "7"}}, "429", 0),
    "429 without": ({"status": 429}, "429", 0),
    "500 before": ({"status": 500}, "500", 0),
    "500 after": ({"status": 500, "when": "after"}, "500", 1),
    "dropped before": ({"drop": "before"}, "silence", 0),
    "dropped after": ({"drop": "after"}, "silence", 1),
    "hang before": ({"hang": LATER, "when": "before"}, "silence", 0),
    "hang after": ({"hang": LATER}, "silence", 1),
    "slow body": ({"slow_body": 0.3}, "taken", 1),
    "body too slow": ({"slow_body": 10 * LATER}, "silence", 1),
    "bad JSON": ({"bad_json": True}, "gibberish", 1),
    "empty 2xx before": ({"status": 200}, "gibberish", 0),
    "empty 2xx after": ({"status": 200, "when": "after"}, "gibberish", 1),
}
# SMTP has codes of its own, and for it an empty yes is a yes.
SMTP: dict[str, tuple[dict[str, Any], str, int]] = {
    "refused": ({"status": 550}, "550", 0),
    "429 with Retry-After": ({"status": 421}, "421", 0),
    "429 without": ({"status": 450}, "450", 0),
    "500 before": ({"status": 451}, "451", 0),
    "500 after": ({"status": 451, "when": "after"}, "451", 1),
    "empty 2xx before": ({"status": 250}, "taken", 0),
    "empty 2xx after": ({"status": 250, "when": "after"}, "taken", 1),
}
# SendGrid says yes with an empty body: its client reads none, and a slow one is a late answer.
SENDGRID: dict[str, tuple[dict[str, Any], str, int]] = {
    "bad JSON": ({"bad_json": True}, "taken", 1),
    "empty 2xx before": ({"status": 202}, "taken", 0),
    "empty 2xx after": ({"status": 202, "when": "after"}, "taken", 1),
}
# Twilio's client takes an empty yes for a message without an id.
TWILIO: dict[str, tuple[dict[str, Any], str, int]] = {
    "empty 2xx before": ({"status": 201}, "nameless", 0),
    "empty 2xx after": ({"status": 201, "when": "after"}, "nameless", 1),
}
# A push service says yes with no body at all.
WEB_PUSH: dict[str, tuple[dict[str, Any], str, int]] = {
    "bad JSON": ({"bad_json": True}, "taken", 1),
    "empty 2xx before": ({"status": 201}, "taken", 0),
    "empty 2xx after": ({"status": 201, "when": "after"}, "taken", 1),
}
TABLES = dict.fromkeys(CLIENTS, CELLS) | {
    "smtp": CELLS | SMTP,
    "sendgrid": CELLS | SENDGRID,
    "webpush": CELLS | WEB_PUSH,
    "twilio_sms": CELLS | TWILIO,
    "twilio_whatsapp": CELLS | TWILIO,
}


@pytest.mark.parametrize("provider", CLIENTS)
@pytest.mark.parametrize("cell", CELLS)
def test_each_cell_is_seen_as_declared_and_the_ledger_tells_the_truth(
    sandbox: Client, provider: str, cell: str
):
    effect, seen, accepted = TABLES[provider][cell]
    sandbox.fault(PATHS[provider], **effect)

    assert CLIENTS[provider](sandbox, SOON if cell in LATE else PATIENCE) == seen

    assert len(sandbox.accepted(provider=provider)) == accepted
    [struck] = [entry for entry in sandbox.journal() if entry["fault"]]
    assert struck["accepted"] == accepted


@pytest.mark.parametrize("provider", CLIENTS)
def test_without_a_fault_it_is_taken_once(sandbox: Client, provider: str):
    assert CLIENTS[provider](sandbox) == "taken"
    assert [line["provider"] for line in sandbox.accepted()] == [provider]


@pytest.mark.parametrize(
    "effect",
    [{"drop": "before"}, {"hang": LATER}, {"refusal": "invalid_grant"}, {"bad_json": True}],
    ids=str,
)
def test_without_a_token_no_push_is_sent(sandbox: Client, effect: dict[str, Any]):
    sandbox.fault("/google/token", times=None, **effect)

    assert CLIENTS["fcm"](sandbox, SOON if "hang" in effect else PATIENCE) == "no token"
    assert sandbox.accepted() == []
