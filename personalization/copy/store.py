"""Write down what a model gave, what the checks said of it, and what it cost."""

import datetime as dt
from dataclasses import asdict
from typing import Any

import structlog

from personalization.approval import SAMPLE, State, passes
from personalization.copy.cost import cost_of, guess, pay
from personalization.copy.examine import examine
from personalization.copy.take import LONGEST_REASON, Job
from personalization.models import Copy, Template
from personalization.writers.protocol import Declined, Reply, Unavailable, Usage, Written
from wedsync.billing.money import Money
from wedsync.lib.worded import worded

log = structlog.get_logger(__name__)

LONGEST_NAME = 80


def store(job: Job, reply: Reply, lost: int, now: dt.datetime) -> None:
    """Nothing, if the copy was given up and taken by somebody else meanwhile; paid in any case."""
    usage, money = _used(job, reply), _owed(job, reply, lost)
    told = {
        "tokens_in": usage.read,
        "tokens_out": usage.written,
        "micros": job.copy.micros + money.micros,
        "currency": money.currency,
        **_outcome(job, reply, now),
    }
    ours = Copy.objects.filter(pk=job.copy.pk, state=State.WRITING, attempt=job.attempt)
    ours.update(**told)
    if told["state"] in {State.REFUSED, State.FAILED}:
        rules = sorted({fault["rule"] for fault in told["faults"]})
        why = told["reason"]
        log.warning("no copy: the human text goes", copy=str(job.copy.pk), why=why, rules=rules)
    pay(job.copy, job.attempt, money, now)


def _used(job: Job, reply: Reply) -> Usage:
    """Some endpoints don't count; then it was as much as was set aside."""
    if not isinstance(reply, Written | Declined):
        return Usage()
    return reply.usage if reply.usage.read else guess(job.order)


def _owed(job: Job, reply: Reply, lost: int) -> Money:
    """Calls whose answer was lost count as much as was set aside for one."""
    lost += isinstance(reply, Unavailable) and reply.billed
    used = cost_of(job.price, _used(job, reply)).micros
    return Money(used + lost * cost_of(job.price, guess(job.order)).micros, job.price.currency)


def _outcome(job: Job, reply: Reply, now: dt.datetime) -> dict[str, Any]:
    if not isinstance(reply, Written):
        reason = worded("The model gave none: {reason}", reason=reply.reason)
        return {"state": State.FAILED, "reason": reason[:LONGEST_REASON], "faults": []}
    template = job.copy.variant.version.template
    human = job.copy.variant.compiled
    found = examine(reply.text, job.draft, job.slots, human, human["purpose"])
    signed = {
        "answered_by": reply.model[:LONGEST_NAME],
        "faults": [asdict(one) for one in found.faults],
    }
    if found.compiled is None:
        reason = worded("It did not pass the checks.")
        return {"state": State.REFUSED, "reason": reason, **signed}
    said = {"words": dict(found.words), "compiled": found.compiled, "reason": ""}
    if not _passes(job.copy, template):
        return {"state": State.DRAFTED, **said, **signed}
    by = f"policy:{template.copy_policy}"
    return {"state": State.APPROVED, "decided_by": by, "decided_at": now, **said, **signed}


def _passes(copy: Copy, template: Template) -> bool:
    people = Copy.objects.filter(
        variant__version=copy.variant.version_id, decided_by__startswith="user:"
    )
    return passes(
        template.copy_policy,
        template.purpose,
        approved=people.filter(state=State.APPROVED)[:SAMPLE].count(),
        rejected=people.filter(state=State.REJECTED)[:1].count(),
    )
