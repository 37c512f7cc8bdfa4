"""What bounces mean: for an address, for the record, for an account, for what a vendor must mend.

All of a batch at once: the number of statements doesn't grow with it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from messaging.bounces import DELIVERED, Bounce, Kind, classify
from messaging.consent import No, leaving, withdraw
from messaging.match import Known, address_of
from messaging.models import Handed, InboxEvent, Message, ProviderAccount, ToDo
from messaging.policy.facts import NEVER_LOST, Purpose
from messaging.soft_bounces import count
from messaging.suppress import BOUNCED, BOUNCES, OPTED_OUT, Address, suppress
from messaging.todo import arrived, ask_all, named, need, undelivered, unreachable
from wedsync.lib.worded import worded

# What a report means when nothing is known about its reason but what the provider calls it.
TROUBLES = {
    "bounced": Kind.HARD,
    "suppressed": Kind.HARD,
    "soft_bounced": Kind.SOFT_COUNTED,
    "failed": Kind.SOFT_IGNORED,
}
THERE = frozenset({"delivered", "read"})
STOP = "21610"  # Twilio's code for a STOP: it ends everything, and START lifts it


@dataclass(frozen=True)
class Bounced:
    """`given_up`: its address gets nothing more."""

    event: InboxEvent
    member: Handed
    kind: Kind
    why: str
    given_up: bool = False

    @property
    def is_stop(self) -> bool:
        return self.kind is Kind.OPT_OUT and self.event.payload.get("code") == STOP


def whys(known: Known) -> dict[UUID, str]:
    """By event: why it did not arrive, in plain words."""
    return {event.pk: _meaning(event, m)[1] for event, m in known if event.kind in TROUBLES}


def heed(known: Known) -> None:
    """Draw the conclusions, for every vendor at once. Runs as operator."""
    bounces = _bounces(known)
    suppress(
        (address_of(one.member), BOUNCED if one.given_up else OPTED_OUT)
        for one in bounces
        if one.given_up or one.is_stop
    )
    withdraw(no for one in bounces if one.kind is Kind.OPT_OUT for no in _noes(one))
    _blame(one for one in bounces if one.kind is Kind.CONFIGURATION)
    _ask([one for one in bounces if _concerns_the_vendor(one)])
    arrived(member.message for event, member in known if event.kind in THERE)


def _bounces(known: Known) -> list[Bounced]:
    read = [(e, m, *_meaning(e, m)) for e, m in known if e.kind in TROUBLES]
    full = count(_history(known, {event.pk: kind for event, _, kind, _ in read}))
    return [Bounced(e, m, kind, why, _is_given_up(m, kind, full)) for e, m, kind, why in read]


def _meaning(event: InboxEvent, member: Handed) -> tuple[Kind, str]:
    told: Mapping[str, Any] = event.payload
    bounce = Bounce(
        provider=member.handover.provider,
        type=told.get("type", ""),
        subtype=told.get("subtype", ""),
        code=told.get("code", ""),
        diagnostic=told.get("diagnostic") or told.get("message") or told.get("reason", ""),
    )
    found = classify(bounce, TROUBLES[event.kind])
    return found.kind, found.why


def _history(known: Known, kinds: Mapping[UUID, Kind]) -> Mapping[Address, Sequence[str]]:
    """By address what was heard of it, oldest first; only where something can bounce."""
    history: dict[Address, list[str]] = defaultdict(list)
    for event, member in sorted(known, key=lambda pair: pair[0].occurred_at):
        if member.message.channel not in BOUNCES:
            continue
        if event.kind in THERE:
            history[address_of(member)].append(DELIVERED)
        elif event.pk in kinds:
            history[address_of(member)].append(kinds[event.pk])
    return history


def _is_given_up(member: Handed, kind: Kind, full: set[Address]) -> bool:
    if member.message.channel not in BOUNCES:
        return False
    return kind is Kind.HARD or (kind is Kind.SOFT_COUNTED and address_of(member) in full)


def _noes(one: Bounced) -> list[No]:
    """STOP ends everything; who unsubscribed at a provider ended what one can unsubscribe from."""
    message, basis = one.member.message, "carrier" if one.is_stop else "provider"
    ended = [each.value for each in Purpose] if one.is_stop else leaving(message.purpose)
    evidence = {"event": one.event.event_key, "why": one.why}
    return [No(message, one.member.address, each, basis, evidence) for each in ended]


def _blame(ours: Iterable[Bounced]) -> None:
    """It is the account that needs mending: whoever looks after accounts reads why."""
    accounts: dict[str, set[UUID]] = defaultdict(set)
    for one in ours:
        accounts[one.why].add(one.event.account_id)
    for why, ids in accounts.items():
        ProviderAccount.objects.filter(pk__in=ids).exclude(trouble=why).update(trouble=why)


def _concerns_the_vendor(one: Bounced) -> bool:
    essential = one.member.message.purpose in NEVER_LOST
    return essential or one.given_up or one.kind is Kind.CONFIGURATION


def _ask(bounces: Sequence[Bounced]) -> None:
    if bounces:
        messages = named({one.member.message_id for one in bounces})
        ask_all(_need(one, messages[one.member.message_id]) for one in bounces)


def _need(one: Bounced, message: Message) -> ToDo:
    """What was lost comes first, then the account, then the address."""
    if message.purpose in NEVER_LOST:
        return undelivered(message, one.why)
    if one.kind is Kind.CONFIGURATION:
        provider = one.member.handover.provider
        text = worded(
            "What you send through {provider} is refused, whoever it is for: {reason}.",
            provider=provider,
            reason=one.why,
        )
        return need(message.vendor_id, "account", f"{one.event.account_id}:{one.why}", text)
    return unreachable(message, one.member.address, one.why)
