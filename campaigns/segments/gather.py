"""Gather what is known of people and the wedding that is meant: a few queries, however many."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from campaigns.models import Recipient
from campaigns.segments.facts import Facts, Got
from campaigns.segments.fields.consents import CHANNELS, TOPICS
from campaigns.segments.fields.engagement import STOP
from campaigns.segments.fields.messages import ARRIVED
from messaging.models import DeliveryEvent, Device, Handed, Inbound, Message, Outcome, Suppression
from messaging.said import Said, said_about
from wedsync.weddings.models import Person, Wedding, WeddingDay

Pair = tuple[Person, Wedding]
Instants = dict[UUID, list[dt.datetime]]


@dataclass
class Signs:
    """Of people, by their id."""

    visits: dict[str, Instants] = field(default_factory=dict)  # by kind
    replied: Instants = field(default_factory=lambda: defaultdict(list))
    channels: dict[UUID, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def facts_of(pairs: Sequence[Pair], now: dt.datetime) -> list[Facts]:
    """In their order, of the current tenant. People come with their `client`."""
    people = [person for person, _ in pairs]
    days, devices = _days(pairs), _devices(people)
    signs, got = _signs(people), _got(people)
    said, suppressed = said_about(*_addressed(people)), _suppressed(people)
    return [
        Facts(
            role=person.role,
            language=person.language,
            email=person.email,
            phone=person.phone,
            devices=devices[person.pk],
            client=person.client.name,
            source=person.client.source,
            tags=tuple(person.client.tags),
            client_since=person.client.created_at,
            life=wedding.life,
            date=wedding.date,
            precision=wedding.precision,
            days=tuple(days[wedding.pk]),
            venue=wedding.venue_name,
            city=wedding.venue_city,
            country=wedding.venue_country,
            guests=wedding.guests,
            budget=wedding.budget,
            currency=wedding.currency,
            style=wedding.style,
            wedding_since=wedding.created_at,
            opened=tuple(signs.visits["opened"][person.pk]),
            clicked=tuple(signs.visits["clicked"][person.pk]),
            replied=tuple(signs.replied[person.pk]),
            signs=signs.channels[person.pk],
            said=_words(person, said, now),
            suppressed=frozenset(suppressed[person.pk]),
            got=tuple(got[person.pk]),
        )
        for person, wedding in pairs
    ]


def address(person: Person, channel: str) -> str:
    match channel:
        case "email":
            return person.email
        case "in_app":
            return str(person.pk)
        case _:
            return person.phone


def _days(pairs: Sequence[Pair]) -> Mapping[UUID, list[dt.date]]:
    rows = WeddingDay.objects.filter(wedding__in=[wedding for _, wedding in pairs])
    found: dict[UUID, list[dt.date]] = defaultdict(list)
    for wedding_id, day in rows.values_list("wedding_id", "day"):
        found[wedding_id].append(day)
    return found


def _devices(people: Sequence[Person]) -> Counter[UUID]:
    rows = Device.objects.filter(person__in=people, gone_at=None)
    return Counter(rows.values_list("person_id", flat=True))


def _signs(people: Sequence[Person]) -> Signs:
    signs = Signs({kind: defaultdict(list) for kind in ("opened", "clicked")})
    seen = DeliveryEvent.objects.filter(message__person__in=people, reader="human")
    for person, channel, kind, at in seen.values_list(
        "message__person_id", "message__channel", "kind", "at"
    ):
        signs.channels[person][channel] += 1
        if kind in signs.visits:
            signs.visits[kind][person].append(at)
    written = Inbound.objects.filter(thread__person__in=people)
    for person, channel, word, at in written.values_list(
        "thread__person_id", "channel", "word", "at"
    ):
        signs.channels[person][channel] += 1
        if word != STOP:
            signs.replied[person].append(at)
    return signs


def _got(people: Sequence[Person]) -> Mapping[UUID, list[Got]]:
    messages = Message.objects.filter(person__in=people, state__in=ARRIVED)
    rows = messages.values_list("pk", "person_id", "channel", "variant__version__template_id")
    ids = [pk for pk, *_ in rows]
    campaigns, left, acted = _campaigns(ids), _left(ids), _acted(ids)
    found: dict[UUID, list[Got]] = defaultdict(list)
    for pk, person, channel, template in rows:
        got = Got(channel, template, frozenset(campaigns[pk]), left.get(pk), pk in acted)
        found[person].append(got)
    return found


def _campaigns(ids: Sequence[UUID]) -> Mapping[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Recipient.objects.filter(message__in=ids).values_list("message_id", "campaign_id")
    for message, campaign in rows:
        assert message is not None  # noqa: S101 -- for the type checker
        found[message].add(campaign)
    return found


def _left(ids: Sequence[UUID]) -> Mapping[UUID, dt.datetime]:
    """The last time each was handed over for good."""
    handed = Handed.objects.filter(message__in=ids, handover__outcome=Outcome.ACCEPTED)
    rows = handed.order_by("handover__intent_at")
    return dict(rows.values_list("message_id", "handover__intent_at"))


def _acted(ids: Sequence[UUID]) -> set[UUID | None]:
    clicks = DeliveryEvent.objects.filter(message__in=ids, kind="clicked", reader="human")
    replies = Inbound.objects.filter(answers__in=ids)
    return {
        *clicks.values_list("message_id", flat=True),
        *replies.values_list("answers_id", flat=True),
    }


def _addressed(people: Sequence[Person]) -> tuple[list[UUID], list[str]]:
    addresses = [address(person, channel) for person in people for channel in CHANNELS]
    return [person.pk for person in people], addresses


def _words(person: Person, said: Said, now: dt.datetime) -> dict[tuple[str, str], str]:
    topics = [tuple(topic.split(":")) for topic, _ in TOPICS]
    found = {
        (channel, purpose): said.word(person.pk, address(person, channel), (channel, purpose), now)
        for channel, purpose in topics
    }
    return {topic: word for topic, word in found.items() if word}


def _suppressed(people: Sequence[Person]) -> Mapping[UUID, set[str]]:
    _, addresses = _addressed(people)
    rows = set(Suppression.objects.filter(address__in=addresses).values_list("channel", "address"))
    return {
        person.pk: {channel for channel in CHANNELS if (channel, address(person, channel)) in rows}
        for person in people
    }
