"""Throw what schemathesis makes of the document at the API, and look whether it keeps its word."""

import random
import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field

import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from wedsync.api.reference import built

DOCUMENT = "/api/v1/openapi.json"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
REAL = 0.7  # of the ids are some that exist


@dataclass
class Fuzz:
    """`headers` say who calls; `ids` by noun, and all of them under "". One call, one savepoint."""

    headers: dict[str, str]
    ids: dict[str, list[str]]
    chance: random.Random
    answers: Counter = field(default_factory=Counter)
    broken: dict[str, str] = field(default_factory=dict)

    def run(self, cases: int) -> None:
        """About so many, shared out evenly among operations and modes."""
        with connection_kept():
            self._run(cases)

    def _run(self, cases: int) -> None:
        schema = schemathesis.openapi.from_wsgi(DOCUMENT, get_wsgi_application())
        operations = [one.ok() for one in schema.get_all_operations()]
        each, more = divmod(cases, len(operations) * len(MODES))
        pairs = [(operation, mode) for operation in operations for mode in MODES]
        for number, (operation, mode) in enumerate(pairs):
            if examples := each + (number < more):
                self._try(operation, mode, examples)

    def _try(self, operation, mode, examples: int) -> None:
        @seed(self.chance.randrange(2**32))
        @settings(
            max_examples=examples,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def throw(case):
            self._throw(case)

        throw()

    def _throw(self, case) -> None:
        self._fill(case)
        with transaction.atomic():
            response = case.call(headers=self.headers)
            transaction.set_rollback(True)
        self.answers[response.status_code] += 1
        try:
            case.validate_response(response, checks=CHECKS)
        except FailureGroup as group:
            words = "\n".join(str(one) for one in group.exceptions)
            said = f"{case.as_curl_command()}\n{response.content[:2000]!r}\n{words}"
            self.broken.setdefault(f"{case.method} {case.path}: {words.splitlines()[0]}", said)

    def _fill(self, case) -> None:
        """Ids that exist, where the document only says that there is one."""
        noun = case.path.removeprefix("/api/v1/").partition("/")[0]
        if case.path_parameters and "id" in case.path_parameters:
            case.path_parameters["id"] = self._id(noun, str(case.path_parameters["id"]))
        if isinstance(case.body, (dict, list)):
            case.body = self._filled(case.body)
        if case.query:
            case.query = self._filled(dict(case.query))

    def _filled(self, value, name: str = ""):
        if isinstance(value, dict):
            return {key: self._filled(one, str(key)) for key, one in value.items()}
        if isinstance(value, list):
            return [self._filled(one, name) for one in value]
        if isinstance(value, str) and UUID.fullmatch(value):
            return self._id(PLURALS.get(name, ""), value)
        return value

    def _id(self, noun: str, otherwise: str) -> str:
        known = self.ids.get(noun) or self.ids[""]
        return self.chance.choice(known) if self.chance.random() < REAL else otherwise


@contextmanager
def connection_kept():
    """As Django's own test client has it: the end of a request is no end of the transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


PLURALS = {
    "campaign": "campaigns",
    "client": "clients",
    "enrollment": "enrollments",
    "offers": "offers",
    "people": "people",
    "reflows": "reflows",
    "person": "people",
    "timeline": "timelines",
    "wedding": "weddings",
}


def count_operations() -> int:
    return sum(map(len, built()["paths"].values()))
