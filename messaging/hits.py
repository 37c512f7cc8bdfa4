"""Who opened and clicked: each request with all that is known about it, read by the rules."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from messaging.consent import OPENS
from messaging.models import Consent, DeliveryEvent, Message
from messaging.reading import Hit, Reading, read

TOGETHER = dt.timedelta(seconds=2)  # links followed within so long of each other are "at once"
MOST_CLICKS = 5000  # more at once are a machine's anyway


@dataclass(frozen=True)
class Visit:
    """A request for a pixel or a link; `left_at` is when its message was handed over."""

    message_id: UUID
    kind: str  # opened, clicked
    at: dt.datetime
    left_at: dt.datetime
    agent: str = ""
    method: str = "GET"
    network: str = ""
    link: str = ""


class Click(NamedTuple):
    message_id: UUID
    at: dt.datetime
    link: str


def readings(visits: Sequence[Visit]) -> list[Reading]:
    """Two queries, however many they are."""
    if not visits:
        return []
    delivered = _delivered({visit.message_id for visit in visits})
    clicks = _clicks(visits)
    return [
        read(_hit(visit, delivered.get(visit.message_id, visit.left_at), clicks))
        for visit in visits
    ]


def watched(messages: Collection[UUID]) -> set[UUID]:
    """Those whose opens may be noted: neither their vendor nor their person is against it."""
    if not messages:
        return set()
    allowed = Message.objects.filter(pk__in=messages, vendor__track_opens=True)
    people = dict(allowed.values_list("pk", "person_id"))
    latest = (
        Consent.objects.filter(person__in=set(people.values()), channel="email", purpose=OPENS)
        .order_by("person_id", "-id")
        .distinct("person_id")
    )
    against = {
        person_id for person_id, yes in latest.values_list("person_id", "granted") if not yes
    }
    return {message_id for message_id, person_id in people.items() if person_id not in against}


def _hit(visit: Visit, since: dt.datetime, clicks: Iterable[Click]) -> Hit:
    return Hit(
        kind=visit.kind,
        agent=visit.agent,
        method=visit.method,
        network=visit.network,
        after=(visit.at - since).total_seconds(),
        links=_links(visit, clicks),
    )


def _links(visit: Visit, clicks: Iterable[Click]) -> int:
    """Different links of the message that were followed at once, this one included."""
    if visit.kind != "clicked":
        return 1
    near = (c for c in clicks if c.message_id == visit.message_id)
    return len({visit.link, *(c.link for c in near if abs(c.at - visit.at) <= TOGETHER)})


def _delivered(messages: Collection[UUID]) -> dict[UUID, dt.datetime]:
    """When each was first delivered; one that was not reported is not in it."""
    rows = DeliveryEvent.objects.filter(message__in=messages, kind="delivered")
    return dict(rows.order_by("-at").values_list("message_id", "at"))


def _clicks(visits: Sequence[Visit]) -> list[Click]:
    """Those among the visits, and the ones that are stored."""
    given = [Click(v.message_id, v.at, v.link) for v in visits if v.kind == "clicked"]
    if not given:
        return []
    first, last = min(click.at for click in given), max(click.at for click in given)
    rows = DeliveryEvent.objects.filter(
        message__in={click.message_id for click in given},
        kind="clicked",
        at__range=(first - TOGETHER, last + TOGETHER),
    ).values_list("message_id", "at", "detail__link")
    stored = [Click(message_id, at, link or "") for message_id, at, link in rows[:MOST_CLICKS]]
    return [*given, *stored]
