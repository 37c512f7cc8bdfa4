"""A provider said "never": what that means for the message, its address and the person."""

from uuid import UUID

from messaging.bounces import Bounce, classify
from messaging.consent import No, withdraw
from messaging.models import Message, ToDo
from messaging.policy.facts import NEVER_LOST, Purpose
from messaging.providers.protocol import Refused
from messaging.shift import shift
from messaging.states import State
from messaging.suppress import BOUNCES, OPTED_OUT, UNREACHABLE, Address, suppress
from messaging.todo import ask_all, named, undelivered, unreachable
from wedsync.lib.worded import worded


def refuse(message_id: UUID, address: str, provider: str, answer: Refused) -> None:
    """Of the current tenant's message, which travelled alone."""
    reason = worded("refused by {provider}: {why}", provider=provider, why=answer.reason)
    end = State.SUPPRESSED if answer.fault == "opted_out" else State.FAILED
    shift([message_id], end, reason)
    message = named([message_id])[message_id]
    match answer.fault:
        case "message":
            pass
        case "address":
            suppress([(Address(message.vendor_id, message.channel, address), UNREACHABLE)])
        case "opted_out":
            suppress([(Address(message.vendor_id, message.channel, address), OPTED_OUT)])
            _opt_out(message, address, answer.code)
    why = classify(Bounce(provider, code=answer.code, diagnostic=answer.reason)).why
    ask_all(_needs(message, address, answer, why))


def _needs(message: Message, address: str, answer: Refused, why: str) -> list[ToDo]:
    if message.purpose in NEVER_LOST:
        return [undelivered(message, why)]
    lost = answer.fault == "address" and message.channel in BOUNCES
    return [unreachable(message, address, why)] if lost else []


def _opt_out(message: Message, address: str, code: str) -> None:
    """The carrier knows of a no that we don't: it goes on the record."""
    evidence = {"code": code}
    withdraw(No(message, address, each.value, "carrier", evidence) for each in Purpose)
