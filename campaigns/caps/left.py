"""What has left, or waits in the ledger to leave: the caps count it, and nobody moves it."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import TruncDay

from campaigns.cap import Left
from campaigns.cap.occasion import Said, occasions
from campaigns.caps.reply_load import Rate
from messaging.models import Message
from messaging.policy.caps import Scope
from messaging.policy.facts import Cap, Purpose
from messaging.states import IN_FLIGHT, WAITING
from messaging.surroundings import recent_of
from wedsync.vendors.models import Vendor

MOST = 20_000
UNDER_WAY = [state.value for state in WAITING | IN_FLIGHT]
People = Mapping[UUID, Sequence[tuple[UUID, str]]]  # by client: ids and roles


def left_to(
    vendor: Vendor, people: People, caps: Sequence[Cap], now: dt.datetime
) -> Iterator[Left]:
    """What goes to several of a couple within the hour is one occasion for them."""
    client_of = {pk: client for client, those in people.items() for pk, _ in those}
    sent = heard(vendor, client_of, caps, now)
    return occasions([*sent, *_waiting(vendor, client_of, now)], client_of)


def heard(
    vendor: Vendor, people: Collection[UUID], caps: Iterable[Cap], now: dt.datetime
) -> list[Said]:
    """What has left to them, as far back as the longest of these caps looks."""
    own = [cap._replace(scope=Scope.PERSON) for cap in caps]
    return [
        Said(one.at, one.purpose, one.channel, person)
        for person, had in recent_of(people, vendor, own, now).items()
        for one in had
    ]


def load_of_waiting(vendor: Vendor, rates: Rate, now: dt.datetime) -> Iterator[Left]:
    """Only the answers that all waiting messages will bring in, by day and template."""
    dated = Message.objects.filter(vendor=vendor, state__in=UNDER_WAY, not_before__isnull=False)
    days = dated.order_by()
    counted = days.values_list(
        TruncDay("not_before"), "purpose", "variant__version__template"
    ).annotate(count=Count("pk"))
    for day, purpose, template, count in counted:
        expected = count * rates(template, Purpose(purpose))
        yield Left(
            at=max(day, now),
            purpose=Purpose(purpose),
            channel="",
            people=(),
            couple=None,
            replies=expected,
        )


def _waiting(vendor: Vendor, people: Iterable[UUID], now: dt.datetime) -> list[Said]:
    """What waits for a person has no date, and takes nobody's place."""
    waiting = Message.objects.filter(vendor=vendor, state__in=UNDER_WAY, tries=0)
    rows = waiting.filter(person__id__among=list(people)).order_by("id")
    told = rows.values_list("not_before", "purpose", "channel", "person_id")[:MOST]
    return [
        Said(max(at, now), purpose, channel, person)
        for at, purpose, channel, person in told
        if at is not None
    ]
