"""Wherever an id can stand (path, query, body, nested, bulk): another vendor's is nobody's.

Each place is tried with a row that exists elsewhere and with an id that exists nowhere; both get
the same answer, to the letter, and nothing of the other vendor is shown or changed.
"""

import copy
import json
import uuid

import pytest

from tests.factories import MembershipFactory
from tests.wedsync.api.conftest import program_of
from tests.wedsync.api.test_fuzz import NOUNS
from tests.wedsync.season import season
from tests.wedsync.sweep import CANARY, fingerprint
from wedsync.api.examples import EXAMPLES, A, B
from wedsync.api.reference import built
from wedsync.vendors.models import Vendor

NOWHERE = str(uuid.UUID(int=7 << 76 | 0b10 << 62))
# Which noun an id of this name is of.
NAMED = {
    "campaign": "campaigns",
    "client": "clients",
    "enrollment": "enrollments",
    "offers": "offers",
    "people": "people",
    "reflows": "reflows",
    "person": "people",
    "timeline": "timelines",
    "webhook": "webhooks",
    "wedding": "weddings",
}


def operations():
    return [(path, method) for path, methods in built()["paths"].items() for method in methods]


@pytest.fixture
def stage(db, settings):
    """Both vendors have one of everything; a program of the first asks."""
    settings.API_PER_MINUTE = 10**9
    mine, theirs = season("mine"), season(CANARY)
    seat = MembershipFactory(vendor=mine[Vendor][0], role="owner")
    return program_of(seat), mine, theirs


def ids_of(rows):
    return {noun: str(rows[model][0].pk) for noun, model in NOUNS.items()}


def ask(program, method, path, body=None, query=None):
    """Status and words; whatever names the asked id itself is the same for all."""
    send = getattr(program, method)
    response = send(path, query) if method == "get" else send(path, body)
    return response.status_code, response.content.decode()


def bodies(path, method, ids):
    """The example of what comes in, with our own ids; and every place of an id in it."""
    operation = built()["paths"][f"/api/v1/{path}"][method]
    content = operation.get("requestBody", {}).get("content", {})
    name = content.get("application/json", {}).get("schema", {}).get("$ref", "").rpartition("/")[2]
    body = copy.deepcopy(EXAMPLES.get(name.removeprefix("Patched"), {}))
    if name == "ReflowWrite":
        body["roles"] = {ids["people"]: "planner"}
    return body, list(places(body))


def places(body):
    for name, value in body.items():
        if value in (A, B, [A], [B]) or name == "roles":
            yield name


def filled(body, ids, place=None, other=None):
    """Our own ids everywhere, and `other` ones in one place."""
    made = copy.deepcopy(body)
    for name, value in body.items():
        known = other if name == place else ids
        if name == "roles":
            made[name] = {known["people"]: "planner"}
        elif value in (A, B):
            made[name] = known[NAMED[name]]
        elif value in ([A], [B]):
            made[name] = [known[NAMED[name]]]
    return made


@pytest.mark.parametrize(("full", "method"), operations())
def test_what_is_somebody_elses_is_nobodys(stage, full, method):
    program, mine, theirs = stage
    path, ours, foreign = full.removeprefix("/api/v1/"), ids_of(mine), ids_of(theirs)
    nowhere = dict.fromkeys(foreign, NOWHERE)
    before = fingerprint(theirs)
    body, spots = bodies(path, method, ours)
    noun = path.partition("/")[0]

    def at(ids):
        return path.replace("{id}", ids[noun])

    tried = []
    if "{id}" in path:
        tried.append([(at(ids), filled(body, ours), None) for ids in (foreign, nowhere)])
    for spot in spots:
        both = (foreign, nowhere)
        tried.append([(at(ours), filled(body, ours, spot, ids), None) for ids in both])
    for parameter in built()["paths"][full][method].get("parameters", ()):
        if parameter["in"] == "query" and parameter["schema"].get("format") == "uuid":
            name = parameter["name"]
            both = (foreign[NAMED[name]], NOWHERE)
            tried.append([(at(ours), None, {name: one}) for one in both])

    for pair in tried:
        told = [ask(program, method, *one) for one in pair]
        assert told[0] == told[1], (full, pair[0])
        assert CANARY not in told[0][1]
    if method == "get" and "{id}" not in path:
        assert CANARY not in ask(program, "get", path)[1]
    assert fingerprint(theirs) == before


def test_bulk_meets_nobody_elses_couple(stage):
    """Their external ids, their addresses: none of them is recognised, none is touched."""
    program, _mine, theirs = stage
    before = fingerprint(theirs)
    email = f"{CANARY}@example.com"
    people = [{"role": "partner_a", "given_name": "Lena", "email": email}]
    rows = [{"external_id": CANARY, "people": people}, {"external_id": "new", "people": people}]

    found = program.post("bulk/", {"rows": rows}).json()

    assert found["results"][0]["state"] == "created"
    assert fingerprint(theirs) == before
    shown = {one[key] for one in found["results"] for key in ("client", "wedding")}
    assert not shown & set(ids_of(theirs).values())


def test_an_idempotency_key_of_theirs_opens_nothing(stage):
    program, _mine, theirs = stage
    other = program_of(MembershipFactory(vendor=theirs[Vendor][0], role="owner"))
    other.post("clients/", {"name": CANARY}, idempotency_key="one")

    response = program.post("clients/", {"name": "Mine"}, idempotency_key="one")

    assert response.status_code == 201
    assert CANARY not in response.content.decode()


def test_every_place_of_an_id_is_tried():
    """A new field with an id in it has to be in an example, or nobody tries it."""
    document = built()
    for name, schema in document["components"]["schemas"].items():
        if name in EXAMPLES:
            fields = schema["properties"]
            said = {one for one, it in fields.items() if "uuid" in json.dumps(it)}
            assert said - {"rows"} <= set(places(EXAMPLES[name])), name
    names = {
        one["name"]
        for methods in document["paths"].values()
        for operation in methods.values()
        for one in operation.get("parameters", ())
        if one["in"] == "query" and one["schema"].get("format") == "uuid"
    }
    assert names <= set(NAMED)
