"""Calls to another system's API: patient with its limits and failures, never for ever."""

import json
import random
import time
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

import urllib3
from django.conf import settings
from django.utils.timezone import now as current_time

from crm_connectors.backoff import asked_for, pause, rest
from crm_connectors.protocol import Sleep
from wedsync.lib.worded import worded

TRIES = 6
MOST_PATIENCE = 5.0  # seconds waited for in place; who asks for more is called again later
LARGEST = 20_000_000  # bytes of one answer


class Later(Exception):
    """It does not answer now, or asks for a longer pause: come back after `seconds`."""

    def __init__(self, seconds: float, why: str) -> None:
        super().__init__(why)
        self.seconds = seconds


class Denied(Exception):
    """The credentials don't open it: a person must mend that."""


class Missing(LookupError):
    """There is no such thing there."""


class Odd(Exception):
    """An answer that no patience changes; says what it was."""


class Api:
    """One API, spoken to in JSON. `base` ends with a slash."""

    def __init__(
        self,
        base: str,
        headers: Mapping[str, str],
        *,
        sleep: Sleep = time.sleep,
        tries: int = TRIES,
    ) -> None:
        self._base, self._sleep, self._tries = base, sleep, tries
        self._pool = urllib3.PoolManager(
            num_pools=1,
            headers={"accept": "application/json", **headers},
            retries=False,
            timeout=urllib3.Timeout(settings.CONNECT_SECONDS, settings.READ_SECONDS),
        )

    def get(self, path: str, **query: object) -> Any:
        return self._patiently("GET", self._url(path, query), None)

    def send(self, method: str, path: str, body: object) -> Any:
        """What it answers, None where that is nothing. It may be repeated after a lost answer."""
        return self._patiently(method, self._url(path, {}), body)

    def _url(self, path: str, query: Mapping[str, object]) -> str:
        told = urlencode({name: _word(value) for name, value in query.items()})
        return f"{self._base}{quote(path)}" + (f"?{told}" if told else "")

    def _patiently(self, method: str, url: str, body: object) -> Any:
        told = None if body is None else json.dumps(body).encode()
        why = ""
        for attempt in range(self._tries):
            wait = pause(attempt, random.random())  # noqa: S311 -- no secret hangs on it
            try:
                answer = self._pool.request(method, url, body=told, redirect=False)
                if not is_passing(answer.status):
                    return _read(answer)
                why = f"HTTP {answer.status}"
                asked = asked_for(answer.headers.get("retry-after", ""), current_time())
                wait = wait if asked is None else asked
            except (urllib3.exceptions.HTTPError, OSError, CutShort) as error:
                why = type(error).__name__
            if wait > MOST_PATIENCE:
                raise Later(wait, why)
            self._sleep(wait)
        raise Later(rest(0), why)


class CutShort(ValueError):
    """A good answer whose body is no JSON: the connection was cut in the middle of it."""


def is_passing(status: int) -> bool:
    return status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def _read(answer: urllib3.BaseHTTPResponse) -> Any:
    if answer.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise Denied(f"HTTP {answer.status}")
    if answer.status == HTTPStatus.NOT_FOUND:
        raise Missing
    if not HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
        raise Odd(f"HTTP {answer.status}: {answer.data[:200].decode(errors='replace')}")
    if not answer.data:
        return None
    if len(answer.data) > LARGEST:
        raise Odd(worded("an answer of more than 20 MB"))
    try:
        return json.loads(answer.data)
    except ValueError:
        raise CutShort from None


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
