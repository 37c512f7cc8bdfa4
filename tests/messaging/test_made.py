"""Every composition keeps how it came to be: wording, rules, score, and the person's habits."""

import datetime as dt

import pytest
from django.utils.timezone import now as current_time

from messaging.compose import frozen_contexts
from messaging.engagement import engagement_of
from messaging.gather import facts_for
from messaging.models import DeliveryEvent, Inbound, Thread
from personalization.measure import Engagement
from personalization.score import WEIGHTS
from tests.factories import AccountFactory, MessageFactory, PersonFactory
from tests.messaging.handing import handed
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import tenant

NOW = current_time()
DAY = dt.timedelta(days=1)


@pytest.mark.django_db
def test_each_message_keeps_its_wording_its_rules_and_its_score():
    message = MessageFactory()
    with tenant(message.vendor_id):
        facts = facts_for([message], message.vendor, NOW)
        made = frozen_contexts([message], facts, message.vendor, NOW)[message.pk]["made_by"]

    assert made["variant"] == str(message.variant_id)
    assert made["version"] == str(message.variant.version_id)
    assert (made["key"], made["language"], made["writer"], made["model"]) == ("A", "en", "", "")
    assert [name for name, _, _ in made["parts"]] == list(WEIGHTS)
    assert sum(points for _, _, points in made["parts"]) == made["score"]
    assert "stage.lead.inspiration" in [reason["code"] for reason in made["rules"]]


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.django_db
def test_habits_are_gathered_in_one_query(many, django_assert_num_queries):
    first = handed(AccountFactory(), purpose="helpful")
    person, vendor = first.person, first.vendor_id
    others = PersonFactory.create_batch(many, client__vendor=person.vendor)
    with tenant(vendor):
        told = {"vendor_id": vendor, "message": first, "source": "link"}
        for reader, days in (("human", 3), ("machine", 1)):
            DeliveryEvent.objects.create(
                id=uuid7(), kind="opened", at=NOW - days * DAY, reader=reader, **told
            )
        thread = Thread.objects.create(vendor_id=vendor, person=person)
        for key in ("a", "b"):
            Inbound.objects.create(
                vendor_id=vendor, thread=thread, channel="sms", event_key=key, at=NOW - 9 * DAY
            )

        with django_assert_num_queries(1):
            found = engagement_of({person.pk, *(one.pk for one in others)}, NOW + DAY)

    assert found == {person.pk: Engagement(heard_days=4, channel="sms", week=1, month=1)}
