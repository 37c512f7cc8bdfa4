"""When people act on what they get: the signals that choosing an hour learns from."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from messaging.due import AnyPerson
from messaging.policy.hours import known_zones
from personalization.models import PooledHabit
from personalization.send_time import UNSEEN, Habit, Key, Ladder, Signal, habit_of, together
from wedsync.lib.ids import array
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person

KEPT = dt.timedelta(
    days=360
)  # six half-lives: what is older weighs less than two parts in a hundred
ANY_CHANNEL = ""
LATEST = 2000  # of a vendor's messages; more tell nothing new
LATEST_EACH = 40  # of a person's: a wedding's whole correspondence

# What each message met first: a reply, a person's click, or that its note was read.
SIGNALS = """
WITH sent AS (
  SELECT m.id, m.person_id, m.channel, o.intent_at AS since
  FROM messaging_message m
  JOIN messaging_handed h ON h.message_id = m.id
  JOIN messaging_handover o ON o.id = h.handover_id AND o.outcome = 'accepted'
  WHERE m.vendor_id = %(vendor)s AND m.state IN ('accepted', 'sent', 'delivered')
    AND o.intent_at > %(from)s {only}
  ORDER BY m.id DESC LIMIT %(most)s
), acts AS (
  SELECT e.message_id, e.at, 'clicked' AS kind
  FROM messaging_deliveryevent e JOIN sent ON sent.id = e.message_id
  WHERE e.kind = 'clicked' AND e.reader = 'human'
  UNION ALL
  SELECT i.answers_id, i.at, 'replied' FROM messaging_inbound i JOIN sent ON sent.id = i.answers_id
  UNION ALL
  SELECT n.message_id, n.read_at, 'read' FROM messaging_note n JOIN sent ON sent.id = n.message_id
  WHERE n.read_at IS NOT NULL
)
SELECT DISTINCT ON (sent.id)
  p.id, p.timezone, p.role, sent.channel, sent.since, acts.at, coalesce(acts.kind, '')
FROM sent JOIN weddings_person p ON p.id = sent.person_id
LEFT JOIN acts ON acts.message_id = sent.id AND acts.at >= sent.since
ORDER BY sent.id, acts.at, acts.kind
"""
ONLY = "AND m.person_id = ANY(%(people)s::uuid[])"
# A person, their zone and role, over which channel it reached them and when, when they did what.
Row = tuple[UUID, str, str, str, dt.datetime, dt.datetime | None, str]


def ladder_of(person: Person, vendor: Vendor, now: dt.datetime, channel: str = "") -> Ladder:
    """As `ladders_of`, of one."""
    return ladders_of([person], vendor, now, channel)[person.pk]


def ladders_of(
    people: Collection[Person], vendor: Vendor, now: dt.datetime, channel: str = ""
) -> Mapping[UUID, Ladder]:
    """What these people, all the vendor's and those of vendors of its kind do; three queries.

    Who did nothing yet has the vendor's habit, and under it what is usual for their role.
    """
    everybody = _habit(vendor, now)
    found: dict[UUID, Habit] = {
        person: habit_of(signals, _zone(zone, vendor), now)
        for (person, zone), signals in _signals(vendor, now, {one.pk for one in people}).items()
    }
    usual = _pooled(vendor.kind, channel)
    return {
        one.pk: Ladder(found.get(one.pk, UNSEEN), everybody, usual.get(one.role, UNSEEN))
        for one in people
    }


def habits_by_key(vendor: Vendor, now: dt.datetime) -> Mapping[Key, Habit]:
    """What its people do, by kind, role and channel, and over all channels (""); one query."""
    by_key: dict[Key, list[Habit]] = defaultdict(list)
    found: dict[tuple[UUID, str, str, str], list[Signal]] = defaultdict(list)
    for person, zone, role, channel, since, at, kind in _rows(vendor, now, None):
        for way in {channel, ANY_CHANNEL}:
            found[person, zone, role, way].append(Signal(since, at, kind))
    for (_, zone, role, way), signals in found.items():
        by_key[vendor.kind, role, way].append(habit_of(signals, _zone(zone, vendor), now))
    return {key: together(habits) for key, habits in by_key.items()}


def zone_of(person: AnyPerson, vendor: Vendor) -> ZoneInfo:
    """Where they say they live, else the vendor's."""
    return _zone(person.timezone, vendor)


def _pooled(kind: str, channel: str) -> dict[str, Habit]:
    """By role: over this channel, else over all of them."""
    rows = PooledHabit.objects.filter(vendor=None, kind=kind, channel__in={channel, ANY_CHANNEL})
    return {
        row.role: Habit(tuple(row.acted), tuple(row.waited)) for row in rows.order_by("channel")
    }


def _habit(vendor: Vendor, now: dt.datetime, people: Collection[UUID] | None = None) -> Habit:
    """Of these, or of everybody; each on their own wall."""
    return together(
        habit_of(signals, _zone(zone, vendor), now)
        for (_, zone), signals in _signals(vendor, now, people).items()
    )


def _signals(
    vendor: Vendor, now: dt.datetime, people: Collection[UUID] | None
) -> Mapping[tuple[UUID, str], list[Signal]]:
    """By person and the zone of their wall."""
    found: dict[tuple[UUID, str], list[Signal]] = {}
    for person, zone, _, _, since, at, kind in _rows(vendor, now, people):
        found.setdefault((person, zone), []).append(Signal(since, at, kind))
    return found


def _zone(name: str, vendor: Vendor) -> ZoneInfo:
    return known_zones([name, vendor.timezone])[0]


def _rows(vendor: Vendor, now: dt.datetime, people: Collection[UUID] | None) -> list[Row]:
    given: dict[str, UUID | dt.datetime | int | str] = {
        "vendor": vendor.pk,
        "from": now - KEPT,
        "most": LATEST if people is None else max(LATEST, LATEST_EACH * len(people)),
        "people": array(people or ()),
    }
    with connection.cursor() as cursor:
        cursor.execute(SIGNALS.format(only="" if people is None else ONLY), given)
        rows: list[Row] = cursor.fetchall()
    return rows
