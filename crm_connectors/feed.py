"""A text at an address that a vendor typed, fetched whole and patiently: a calendar's feed."""

import random
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

from django.conf import settings

from crm_connectors.backoff import pause, rest
from crm_connectors.network import MOST_PATIENCE, Denied, Later, Odd, is_passing
from crm_connectors.outgoing.call import fetch
from crm_connectors.outgoing.outcome import Answer
from crm_connectors.protocol import Sleep
from wedsync.lib.refusal import Refusal
from wedsync.lib.target import NoTarget, Target, read
from wedsync.lib.worded import worded

LARGEST = 10_000_000  # bytes
MOST_REDIRECTS = 3
HEADERS = {"accept": "text/calendar, text/plain;q=0.5", "user-agent": "WedSync"}
CLOSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.GONE}


class Feed:
    """`url` as people copy it, webcal:// too. Every address on the way has to be a public one.

    Raises Refusal where it can't be called at all.
    """

    def __init__(self, url: str, *, sleep: Sleep, tries: int) -> None:
        self._url, self._sleep, self._tries = _spelled(url), sleep, tries
        _target(self._url)

    def get(self, path: str, **query: object) -> Any:
        """The whole text; `path` is relative to the address. Raises Later, Denied, Odd."""
        url, why = urljoin(self._url, path), ""
        for attempt in range(self._tries):
            answer = self._follow(url)
            if answer.status and not is_passing(answer.status):
                return _body(answer)
            why = answer.words
            wait = pause(attempt, random.random())  # noqa: S311 -- no secret hangs on it
            wait = wait if answer.asked is None else answer.asked.total_seconds()
            if wait > MOST_PATIENCE:
                raise Later(wait, why)
            self._sleep(wait)
        raise Later(rest(0), why)

    def send(self, method: str, path: str, body: object) -> Any:
        raise Odd(worded("nothing can be written into a feed"))

    def _follow(self, url: str) -> Answer:
        for _ in range(MOST_REDIRECTS + 1):
            answer = fetch(_target(url), HEADERS, settings.WEBHOOK_NETWORKS, LARGEST)
            if not answer.leads:
                return answer
            url = urljoin(url, answer.leads)
        raise Odd(worded("it leads from one address to the next"))


def _target(url: str) -> Target:
    try:
        return read(url, plain=bool(settings.WEBHOOK_NETWORKS))
    except NoTarget as error:
        raise Refusal(str(error), code="bad_address") from None


def _spelled(url: str) -> str:
    return f"https://{url[9:]}" if url.lower().startswith("webcal://") else url


def _body(answer: Answer) -> str:
    if answer.status in CLOSED:
        raise Denied(answer.words)
    if not answer.took_it:
        raise Odd(answer.words)
    if len(answer.body.encode()) >= LARGEST:
        raise Odd(worded("an answer of more than 10 MB"))
    return answer.body
