"""Tell what is due: claim, call outside every transaction, write down what came of it."""

import datetime as dt
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.conf import settings
from django.utils.timezone import now as current_time

from crm_connectors.outgoing.call import post
from crm_connectors.outgoing.claim import AT_ONCE, claim
from crm_connectors.outgoing.models import Delivery
from crm_connectors.outgoing.outcome import Answer
from crm_connectors.outgoing.settle import Attempt, settle
from wedsync.lib.signatures import sign
from wedsync.lib.target import NoTarget, read
from wedsync.lib.worded import worded


@dataclass(frozen=True)
class Call:
    """Everything a thread needs, and no row: threads have no business with the database."""

    delivery: Delivery
    url: str
    secrets: Sequence[str]
    at: dt.datetime


def send_due() -> int:
    """One round; how many were tried. Rounds are asked for until there is nothing left."""
    calls = [_call(delivery) for delivery in claim()]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for attempt in pool.map(_tried, calls):
            settle(attempt, current_time())
    return len(calls)


def _call(delivery: Delivery) -> Call:
    now = current_time()
    return Call(delivery, delivery.endpoint.url, delivery.endpoint.signing(now), now)


def _tried(call: Call) -> Attempt:
    begun = time.monotonic()
    answer = _answer(call)
    took = int((time.monotonic() - begun) * 1000)
    return Attempt(call.delivery, answer, call.at, took)


def _answer(call: Call) -> Answer:
    if not call.secrets:
        return Answer(0, worded("its secret can't be read: rotate it"))
    try:
        target = read(call.url, plain=bool(settings.WEBHOOK_NETWORKS))
    except NoTarget as error:
        return Answer(0, str(error))
    body = call.delivery.body.encode()
    return post(target, body, _headers(call, body), settings.WEBHOOK_NETWORKS)


def _headers(call: Call, body: bytes) -> dict[str, str]:
    name = call.delivery.webhook_id
    return {
        "Content-Type": "application/json",
        "User-Agent": "WedSync-Webhooks/1",
        "webhook-id": name,
        "webhook-timestamp": str(int(call.at.timestamp())),
        "webhook-signature": " ".join(sign(one, name, call.at, body) for one in call.secrets),
    }
