"""The crowd of `make bench-api`: one vendor with a hundred thousand couples, and some others.

Triggers rest meanwhile: a million messages would each be checked against what is right by making.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections
from django.utils.timezone import now

from campaigns.models import Campaign
from messaging.models import Message
from tests.bench import house, letter
from tests.factories import UserFactory
from wedsync.vendors.keys import make
from wedsync.vendors.models import Membership, Vendor
from wedsync.vendors.scopes import Scope
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Client, Person, Wedding

OTHERS, THEIR_SHARE = 5, 50  # vendors; one in so many of the big one's rows
CHUNK = 20_000  # messages, of one campaign
SAMPLE = 2_000  # ids of each noun to choose from
QUIET = ("messaging_message", "messaging_move", "campaigns_recipient", "weddings_client",
         "weddings_person", "weddings_wedding", "messaging_consent")  # fmt: skip
# Two moves each; of a hundred messages, most arrived, some did not, few wait or are dead. Whoever
# is not a couple's first partner gets none.
NUMBERED = """
CREATE TEMPORARY TABLE couple ON COMMIT PRESERVE ROWS AS
  SELECT row_number() OVER (ORDER BY w.id) - 1 AS n, w.id AS wedding, p.id AS person
  FROM weddings_wedding w JOIN weddings_person p ON p.client_id = w.client_id
  WHERE w.vendor_id = %(vendor)s AND p.role = 'partner_a';
CREATE UNIQUE INDEX couple_by_number ON couple (n);
ANALYZE couple
"""
MESSAGES = """
WITH said AS (
  INSERT INTO messaging_message (vendor_id, person_id, wedding_id, variant_id, channel, purpose,
      priority, dedupe_key, state, reason, not_before, fence, claims, tries, alone,
      awaits_approval, maybe_duplicate, created_at)
  SELECT %(vendor)s, person, wedding, %(variant)s,
         (ARRAY['email', 'email', 'email', 'sms', 'inapp'])[1 + i %% 5],
         CASE WHEN i %% 3 = 0 THEN 'marketing' ELSE 'contractual' END, 3, 'bench:' || i,
         CASE WHEN i %% 1009 = 0 THEN 'dead' WHEN i %% 997 = 0 THEN 'held'
              WHEN i %% 50 = 0 THEN 'bounced' WHEN i %% 10 = 0 THEN 'accepted'
              ELSE 'delivered' END,
         '', now(), 1, 1, 1, false, false, false,
         now() - interval '600 days' * (1 - i / %(all)s::float)
  FROM generate_series(%(first)s, %(last)s) AS i JOIN couple ON couple.n = i %% %(couples)s
  ORDER BY i RETURNING id, state, person_id, wedding_id
), moved AS (
  INSERT INTO messaging_move (vendor_id, message_id, source, target, reason, actor, at)
  SELECT %(vendor)s, id, source, target, '', 'worker', now()
  FROM said, (VALUES ('queued', 'claimed'), ('claimed', 'sending')) AS move (source, target)
)
INSERT INTO campaigns_recipient (vendor_id, campaign_id, person_id, wedding_id, message_id,
                                 variant_key, planned_at)
SELECT %(vendor)s, %(campaign)s, person_id, wedding_id, id, 'A', now() FROM said
ON CONFLICT DO NOTHING
"""


def stage(couples: int, messages: int) -> tuple[Vendor, str]:
    """The big vendor, and the secret of a key that may everything there."""
    with _without_triggers():
        for number in range(OTHERS):
            _fill(_vendor(f"other-{number}"), couples // THEIR_SHARE, messages // THEIR_SHARE)
        big = _vendor("big")
        _fill(big, couples, messages)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    return big, _key(big)


def ids_of(vendor: Vendor, dice: random.Random) -> dict[str, list[str]]:
    """Some of each noun, spread over all there are."""
    nouns = {"clients": Client, "people": Person, "weddings": Wedding, "messages": Message}
    with tenant(vendor.pk):
        found = {
            name: list(kind.objects.values_list("pk", flat=True)) for name, kind in nouns.items()
        }
        found["campaigns"] = list(Campaign.objects.values_list("pk", flat=True))
    return {
        name: [str(pk) for pk in dice.sample(ids, min(SAMPLE, len(ids)))]
        for name, ids in found.items()
    }


def _vendor(slug: str) -> Vendor:
    with operator():
        return Vendor.objects.create(slug=slug, **letter.VENDOR)


def _fill(vendor: Vendor, couples: int, messages: int) -> None:
    with operator():
        variant = house.publish(vendor)
        with connection.cursor() as cursor:
            cursor.execute(house.COUPLES, {"vendor": vendor.pk, "size": couples})
            cursor.execute(NUMBERED, {"vendor": vendor.pk})
    told = {"vendor": vendor.pk, "variant": variant.pk, "all": messages, "couples": couples}
    for first in range(0, messages, CHUNK):
        last = min(first + CHUNK, messages) - 1
        with operator(), connection.cursor() as cursor:
            ran = Campaign(vendor=vendor, name=f"From {first}", version=variant.version)
            ran.state, ran.launched_at = "finished", now()
            ran.save(force_insert=True)
            cursor.execute(MESSAGES, {**told, "first": first, "last": last, "campaign": ran.pk})
            Campaign.objects.filter(pk=ran.pk).update(finished_at=now())
    with operator(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE couple")


def _key(vendor: Vendor) -> str:
    user = UserFactory()
    with operator():
        seat = Membership.objects.create(vendor=vendor, user=user, role="owner")
    with tenant(vendor.pk):
        return make(seat, "Bench", tuple(Scope), now(), expires_at=None, actor="system:bench")[1]


@contextmanager
def _without_triggers() -> Iterator[None]:
    _say("DISABLE")
    try:
        yield
    finally:
        _say("ENABLE")


def _say(verb: str) -> None:
    with connections["owner"].cursor() as cursor:
        for table in QUIET:
            cursor.execute(f"ALTER TABLE {table} {verb} TRIGGER USER")
