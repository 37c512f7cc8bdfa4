"""docs/api.md is true: its calls are made as they stand there, its codes and addresses exist."""

import json
import re
import shlex
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.wedsync.dashboard.stage import running
from wedsync.api.reference import built
from wedsync.api.urls import NOUNS
from wedsync.vendors.scopes import WORDS, Scope

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs/api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL)
HOST = "https://your.host"
SECRET = "wsk_…"
CODE = re.compile(r"`([a-z]+_[a-z_]+)`")
# Words of the manual that are no codes: fields, parameters, headers' values.
NO_CODES = {"updated_since", "external_id", "dry_run"}
CALL = re.compile(r"`(?:(GET|POST|PATCH|DELETE) )?(/[a-z{][^`?\s]*/)[^`]*`")


def calls():
    return [code for kind, code in BLOCKS if kind == "sh"]


def made(call, secret):
    """What a shell makes of the call, asked of the house itself."""
    words = shlex.split(call.replace("\\\n", " ").replace(SECRET, secret))
    headers = dict(words[n + 1].split(": ", 1) for n, word in enumerate(words) if word == "-H")
    body = next((words[n + 1] for n, word in enumerate(words) if word == "-d"), None)
    (url,) = (word for word in words if word.startswith(HOST))
    ask = Client(headers=headers)
    path = url.removeprefix(HOST)
    if body is None:
        return ask.get(path)
    return ask.post(path, body, content_type=headers["Content-Type"])


@pytest.fixture
def first_steps(owner):
    """The key as the manual has it made: on the page, with what it says to tick."""

    def make(*scopes):
        said = {"name": "My first key", "scopes": scopes}
        page = owner.post(reverse("keys"), said, follow=True).content.decode()
        return re.search(r"wsk_[\w-]+", page).group()

    return make


def test_the_first_call_answers_what_it_shows(first_steps, owner, vendor):
    assert WORDS[Scope.CLIENTS_READ] in TEXT
    lena = {"name": "Lena & Marc", "external_id": "C-1042"}
    owner.post("/api/v1/clients/", lena, content_type="application/json")
    ask, _add = calls()

    answer = made(ask, first_steps("clients:read")).json()

    (shown,) = (json.loads(code) for kind, code in BLOCKS if kind == "json" and "results" in code)
    (told,), (found,) = shown["results"], answer["results"]
    assert set(told) - {"…"} <= set(found)
    assert (found["name"], found["external_id"]) == (told["name"], told["external_id"])
    assert answer["next"] == shown["next"]


def test_the_couple_is_added_once(first_steps, owner, vendor):
    _ask, add = calls()
    secret = first_steps("weddings:write")

    first, again = made(add, secret), made(add, secret)

    assert first.json()["counts"] == {"created": 1}
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.content == first.content
    found = owner.get("/api/v1/clients/").json()["results"]
    assert [one["external_id"] for one in found] == ["JOB-1042"]


def test_the_error_is_one_that_is_given(owner, vendor):
    (shown,) = (json.loads(code) for kind, code in BLOCKS if kind == "json" and "title" in code)
    campaign = running(vendor)

    answer = owner.post(f"/api/v1/campaigns/{campaign.pk}/launch/")

    assert answer.json() == shown


def test_every_code_that_is_named_is_given_somewhere():
    sources = [
        path.read_text(encoding="utf-8")
        for package in ("wedsync", "campaigns", "crm_connectors", "messaging", "personalization")
        for path in (ROOT / package).rglob("*.py")
    ]
    known = set(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', "\n".join(sources)))
    named = set(CODE.findall(TEXT)) - NO_CODES
    framework = {"parse_error", "not_authenticated", "authentication_failed", "method_not_allowed"}

    assert {"has_history", "not_manual", "idempotency_conflict"} <= named
    assert named - known - framework == set()


def test_every_address_that_is_named_exists():
    document = built()["paths"]
    for method, path in CALL.findall(TEXT):
        full = path if path.startswith("/api/") else f"/api/v1{path}"
        if full in {"/api/v1/", "/api/v1/reference/", "/api/v1/redoc/"}:
            continue
        assert full in document, path
        if method:
            assert method.lower() in document[full], path


def test_every_noun_that_can_be_taken_away_stands_in_its_table():
    table = TEXT.split("## Taking away")[1].split("##")[0]
    removed = {
        path.split("/")[3] for path, methods in built()["paths"].items() if "delete" in methods
    }
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| ")]
    told = {word.strip() for row in rows for word in row.split(",")}

    assert removed <= told
    assert told & set(NOUNS) == removed
