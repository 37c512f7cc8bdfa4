"""STOP, START and HELP, and any other reasonable way of saying them: done at once.

STOP ends everything a machine would send to that number over that channel, emergencies too: for
everybody of this vendor's who has the number, and for whoever may get it later. What waits is
dropped in the same transaction. START opens again what STOP closed, and nothing else: marketing
only for who had said yes to it.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from uuid import UUID

from messaging.models import Consent, Inbound, Message, ProviderAccount, Suppression
from messaging.policy.facts import Purpose
from messaging.said import Said, said_about
from messaging.say_back import owe
from messaging.shift import shift
from messaging.states import WAITING, State
from messaging.suppress import OPTED_OUT
from messaging.words import VERSION, Kind, classify
from messaging.writer import Writer
from wedsync.lib.ids import uuid7
from wedsync.lib.worded import worded
from wedsync.weddings.models import Person

Evidence = Mapping[str, str]

TEXTS = frozenset({"sms", "whatsapp"})
CLOSING = frozenset({"stop", "carrier"})  # START lifts a no of these bases, and an OPTED_OUT
DROPPED = worded("they asked for no more messages on this channel")


def heed(inbound: Inbound, writer: Writer, account: ProviderAccount, acted_on: str) -> str:
    """Do what the current tenant's inbound message asks for; return its word, or nothing.

    `acted_on` is what the carrier has answered already: nobody is told twice.
    """
    if inbound.channel not in TEXTS:
        return ""
    language = _language(inbound, writer)
    word, evidence = _word(inbound, acted_on, language)
    people = _people(inbound, writer)
    match word:
        case Kind.STOP:
            changed = stop(inbound, people, evidence)
        case Kind.START:
            changed = start(inbound, people, evidence)
        case _:
            changed = word is Kind.HELP
    if word is Kind.NONE or (word is Kind.START and not changed):
        return ""  # "yes" may answer anything
    Inbound.objects.filter(pk=inbound.pk).update(word=word.value)
    if changed and not acted_on:
        owe(inbound, account, word, language)
    return word.value


def stop(inbound: Inbound, people: Sequence[UUID], evidence: Evidence) -> bool:
    """Whether this was news."""
    latest = said_about(people, []).latest
    opened = [
        (person, purpose)
        for person, purpose in product(people, Purpose)
        if (last := latest.get((person, (inbound.channel, purpose.value)))) is None or last.granted
    ]
    _say(inbound, opened, "stop", evidence, granted=False)
    _, suppressed = Suppression.objects.get_or_create(
        vendor_id=inbound.vendor_id,
        channel=inbound.channel,
        address=inbound.address,
        defaults={"reason": OPTED_OUT},
    )
    drop(people, inbound.channel)
    return bool(opened) or suppressed


def start(inbound: Inbound, people: Sequence[UUID], evidence: Evidence) -> bool:
    """Whether anything was closed."""
    said, before = said_about(people, [inbound.address]), _before(inbound.channel, people)
    closed = [
        (person, purpose)
        for person, purpose in product(people, Purpose)
        if _closed(said, inbound, person, purpose)
        and (purpose is not Purpose.MARKETING or before.get(person))
    ]
    _say(inbound, closed, "start", evidence, granted=True)
    lifted, _ = Suppression.objects.filter(
        channel=inbound.channel, address=inbound.address, reason=OPTED_OUT
    ).delete()
    return bool(closed) or lifted > 0


def drop(people: Sequence[UUID], channel: str) -> list[UUID]:
    """What waits for them never leaves. A worker that has just claimed one finds it gone."""
    waiting = Message.objects.filter(person__in=people, channel=channel)
    ids = list(waiting.filter(state__in=[*WAITING, State.CLAIMED]).values_list("pk", flat=True))
    shift(ids, State.QUEUED, DROPPED, source=[State.SCHEDULED, State.HELD])
    return shift(ids, State.SUPPRESSED, DROPPED, source=[State.QUEUED, State.CLAIMED])


def _language(inbound: Inbound, writer: Writer) -> str:
    theirs = writer.person.language if writer.person else ""
    return theirs or inbound.vendor.locale.replace("_", "-")


def _word(inbound: Inbound, acted_on: str, language: str) -> tuple[Kind, Evidence]:
    if acted_on in set(Kind):
        return Kind(acted_on), {"read_by": "carrier"}
    word = classify(inbound.text, language)
    read = {"read_by": f"lexicon {VERSION}", "matched": word.matched}
    return word.kind, {**read, "confidence": str(word.confidence)}


def _people(inbound: Inbound, writer: Writer) -> list[UUID]:
    """Whoever has the number, and the one it is taken to be."""
    have = Person.objects.filter(phone=inbound.address).values_list("pk", flat=True)
    return sorted({*have, *([writer.person.pk] if writer.person else [])})


def _closed(said: Said, inbound: Inbound, person: UUID, purpose: Purpose) -> bool:
    """By STOP and nothing else: who unsubscribed on a page has said no for other reasons."""
    topic = inbound.channel, purpose.value
    if said.word(person, inbound.address, topic, inbound.at) != "revoked":
        return False
    own = said.latest.get((person, topic))
    noes = [*said.refusals.get((inbound.address, topic), ()), *([own] if own else [])]
    return all(no.granted or no.basis in CLOSING for no in noes)


def _before(channel: str, people: Sequence[UUID]) -> dict[UUID, bool]:
    """Whether each wanted marketing when STOP came."""
    rows = Consent.objects.filter(
        person__in=people, channel=channel, purpose=Purpose.MARKETING.value
    )
    stood = rows.exclude(basis__in=CLOSING).order_by("id")
    return dict(stood.values_list("person_id", "granted"))


def _say(
    inbound: Inbound,
    topics: Sequence[tuple[UUID, Purpose]],
    basis: str,
    evidence: Evidence,
    *,
    granted: bool,
) -> None:
    Consent.objects.bulk_create(
        Consent(
            id=uuid7(),
            vendor_id=inbound.vendor_id,
            person_id=person,
            address=inbound.address,
            channel=inbound.channel,
            purpose=purpose.value,
            granted=granted,
            basis=basis,
            evidence={"inbound": str(inbound.pk), "said": inbound.text[:200], **evidence},
        )
        for person, purpose in topics
    )
