"""Write down what came of an attempt, for the delivery and for its endpoint."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from crm_connectors.outgoing.models import Delivery, DeliveryState, Endpoint, EndpointState
from crm_connectors.outgoing.outcome import Answer, Fate, Verdict, judge
from messaging import todo
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record
from wedsync.vendors.tenancy import tenant

MOST_SHOWN = 500  # characters of an answer
NOTHING = dt.timedelta(0)


@dataclass(frozen=True)
class Attempt:
    delivery: Delivery
    answer: Answer
    at: dt.datetime
    milliseconds: int


def settle(attempt: Attempt, now: dt.datetime) -> None:
    """Whoever lost the lease meanwhile says nothing: another one tries, or has tried."""
    delivery = attempt.delivery
    with tenant(delivery.vendor_id):
        endpoint = Endpoint.objects.select_for_update().filter(pk=delivery.endpoint_id).first()
        if endpoint is None:
            return
        verdict = judge(
            attempt.answer, delivery.attempts, str(delivery.pk), _failing(endpoint, now)
        )
        if _written(attempt, verdict, now):
            _stands(endpoint, attempt.answer, verdict, now)


def _failing(endpoint: Endpoint, now: dt.datetime) -> dt.timedelta:
    return now - endpoint.failing_since if endpoint.failing_since else NOTHING


def _written(attempt: Attempt, verdict: Verdict, now: dt.datetime) -> bool:
    delivery = attempt.delivery
    ours = Delivery.objects.filter(
        pk=delivery.pk, attempts=delivery.attempts, state=DeliveryState.PENDING
    )
    fields: dict[str, Any] = {"lease_until": None, "log": [*delivery.log, _line(attempt)]}
    if verdict.fate is Fate.AGAIN:
        return bool(ours.update(due_at=now + (verdict.wait or NOTHING), **fields))
    return bool(ours.update(state=verdict.fate.value, due_at=None, done_at=now, **fields))


def _line(attempt: Attempt) -> dict[str, Any]:
    return {
        "at": attempt.at.isoformat(),
        "status": attempt.answer.status,
        "trouble": attempt.answer.trouble,
        "milliseconds": attempt.milliseconds,
        "body": attempt.answer.body[:MOST_SHOWN],
    }


def _stands(endpoint: Endpoint, answer: Answer, verdict: Verdict, now: dt.datetime) -> None:
    if answer.took_it:
        if endpoint.failing_since:
            endpoint.failing_since = None
            endpoint.save(update_fields=["failing_since"])
        return
    endpoint.failing_since = endpoint.failing_since or now
    endpoint.save(update_fields=["failing_since"])
    if verdict.disables and endpoint.state != EndpointState.DISABLED:
        disable(endpoint, verdict.disables)


def disable(endpoint: Endpoint, why: str) -> None:
    """It gets nothing more until a person says so, and the person is told."""
    endpoint.state, endpoint.reason = EndpointState.DISABLED, why
    endpoint.save(update_fields=["state", "reason"])
    record(endpoint.vendor_id, "webhook.disabled", endpoint, actor="system:webhooks")
    text = worded(
        "The webhook to {address} is off: {why}. Mend it, then switch it on.",
        address=endpoint.url[:120],
        why=why,
    )
    todo.ask(endpoint.vendor_id, "webhook", str(endpoint.pk), text)
