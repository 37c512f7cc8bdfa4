"""The sample season, and on top of it 20,000 messages of one vendor with all that hangs on them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TypeVar

from django.db import connection, connections
from django.utils.timezone import now

from campaigns.models import Campaign, Recipient
from messaging.accept import Draft, accept
from messaging.models import Message, ProviderAccount
from messaging.policy.facts import Purpose
from messaging.shift import shift
from messaging.states import State
from personalization.models import Variant
from tests.bench.house import COUPLES
from tests.factories import CampaignFactory
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Person

COUNT, CAMPAIGNS, BATCH = 20_000, 10, 1_000
ENDS = (State.SENT, State.DELIVERED, State.DELIVERED, State.DELIVERED, State.FAILED)
# A call for each hundred, its members, and what was heard back of each.
HANDED = """
WITH members AS (
  SELECT id, person_id, row_number() OVER (ORDER BY id) AS i FROM messaging_message
  WHERE vendor_id = %(vendor)s AND dedupe_key LIKE 'bench:%%'
), calls AS (
  INSERT INTO messaging_handover (id, vendor_id, account_id, provider, frame, context, digest,
    intent_at, outcome, detail, repeats, absences, booked, closed_at)
  SELECT uuidv7(), %(vendor)s, %(account)s, 'resend', '{}', '{}', '',
         now() - i * interval '9 hours', 'accepted', '', 0, 0, false, now()
  FROM generate_series(1, (SELECT count(*) / 100 FROM members)) AS i RETURNING id
), numbered AS (SELECT id, row_number() OVER () AS n FROM calls)
INSERT INTO messaging_handed (id, vendor_id, handover_id, message_id, position, fence, address,
  context, provider_message_id, open)
SELECT uuidv7(), %(vendor)s, numbered.id, members.id, (i - 1) %% 100, 1, 'x@bench.example',
       '{"wedding": {"stage": "planning"}}', 'p' || i, false
FROM members JOIN numbered ON numbered.n = (i + 99) / 100
"""
HEARD = """
INSERT INTO messaging_deliveryevent (id, vendor_id, message_id, kind, at, source, reader, rule,
  detail)
SELECT uuidv7(), vendor_id, id, kind, now() - interval '1 day', 'resend', 'human', '', '{}'
FROM messaging_message CROSS JOIN unnest(ARRAY['accepted', 'delivered', 'clicked']) AS kind
WHERE vendor_id = %(vendor)s AND dedupe_key LIKE 'bench:%%'
"""
T = TypeVar("T")


def fill(vendor: Vendor) -> None:
    with operator(), connection.cursor() as cursor:
        cursor.execute(COUPLES, {"vendor": vendor.pk, "size": COUNT // CAMPAIGNS})
        people = Person.objects.filter(vendor=vendor, email__endswith="@bench.example")
        pairs = list(people.values_list("pk", "client__weddings"))
        mails = Variant.objects.filter(vendor=vendor, channel="email")
        variant = mails.select_related("version__template").first()
        account = ProviderAccount.objects.first()
    for number in range(CAMPAIGNS):
        _said(vendor, variant, pairs, number)
    with operator(), connection.cursor() as cursor:
        about = {"vendor": vendor.pk, "account": account.pk}
        cursor.execute(HANDED, about)
        cursor.execute(HEARD, about)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def _said(vendor: Vendor, variant: Variant, pairs: Sequence[tuple], number: int) -> None:
    campaign = CampaignFactory(
        vendor=vendor, version=variant.version, name=f"Season {number}", state="finished"
    )
    with operator():
        Campaign.objects.filter(pk=campaign.pk).update(finished_at=now() - dt.timedelta(days=9))
    for batch in _batches(pairs, BATCH):
        with tenant(vendor.pk):
            drafts = [_draft(campaign, variant, *pair) for pair in batch]
            made = accept(vendor.pk, drafts, now())
            Recipient.objects.bulk_create(
                Recipient(
                    id=uuid7(),
                    vendor=vendor,
                    campaign=campaign,
                    person_id=draft.person_id,
                    wedding_id=draft.wedding_id,
                    message_id=made[draft.dedupe_key],
                    variant_key="A",
                    planned_at=now(),
                )
                for draft in drafts
            )
            _arrive(list(made.values()))


def _draft(campaign: Campaign, variant: Variant, person_id, wedding_id) -> Draft:
    return Draft(
        person_id=person_id,
        wedding_id=wedding_id,
        variant_id=variant.pk,
        channel="email",
        purpose=Purpose.HELPFUL,
        dedupe_key=f"bench:campaign:{campaign.pk}:{person_id}:email",
        not_before=now() - dt.timedelta(hours=1),
    )


def _arrive(ids: list) -> None:
    """Four of five get through; one of fifty waits for somebody."""
    held, left = ids[::50], [one for at, one in enumerate(ids) if at % 50]
    shift(held, State.HELD, "Their wedding day is near.")
    for state in (State.CLAIMED, State.SENDING, State.ACCEPTED):
        shift(left, state)
    for at, state in enumerate(ENDS):
        shift(left[at :: len(ENDS)], state)


def _batches(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for at in range(0, len(rows), size):
        yield rows[at : at + size]


def count(vendor: Vendor) -> int:
    with operator():
        return Message.objects.filter(vendor=vendor).count()
