"""A provider said "never": what that means for the message, its address and the person."""

from uuid import UUID

from messaging.models import Consent, Message, Suppression
from messaging.policy.facts import Purpose
from messaging.providers.protocol import Refused
from messaging.shift import shift
from messaging.states import State
from messaging.todo import ask
from wedsync.lib.ids import uuid7


def refuse(message_id: UUID, address: str, channel: str, provider: str, answer: Refused) -> None:
    """Of the current tenant's message, which travelled alone."""
    reason = f"refused by {provider}: {answer.reason}"
    match answer.fault:
        case "message":
            shift([message_id], State.FAILED, reason)
        case "address":
            shift([message_id], State.FAILED, reason)
            _suppress(message_id, channel, address, "unreachable")
        case "opted_out":
            shift([message_id], State.SUPPRESSED, reason)
            opt_out(message_id, channel, address, answer.code)


def opt_out(message_id: UUID, channel: str, address: str, code: str) -> None:
    """The carrier knows of a no that we don't: it goes on the record."""
    _suppress(message_id, channel, address, "opted out")
    _say_no(message_id, channel, address, code)


def _suppress(message_id: UUID, channel: str, address: str, why: str) -> None:
    """A registration of a device isn't suppressed: it is forgotten, see `registrations.py`."""
    if channel == "push":
        return
    message = Message.objects.select_related("person").get(pk=message_id)
    Suppression.objects.bulk_create(
        [
            Suppression(
                id=uuid7(),
                vendor_id=message.vendor_id,
                channel=channel,
                address=address,
                reason=why,
            )
        ],
        ignore_conflicts=True,
    )
    if why == "unreachable":
        text = f"{message.person} can't be reached by {channel}: check the address."
        ask(message.vendor_id, "address", f"{channel}:{address}", text, message=message)


def _say_no(message_id: UUID, channel: str, address: str, code: str) -> None:
    message = Message.objects.get(pk=message_id)
    Consent.objects.bulk_create(
        Consent(
            id=uuid7(),
            vendor_id=message.vendor_id,
            person_id=message.person_id,
            address=address,
            channel=channel,
            purpose=purpose.value,
            granted=False,
            basis="carrier",
            evidence={"message": str(message_id), "code": code},
        )
        for purpose in Purpose
    )
