"""What the gates look at is gathered from the rows."""

import datetime as dt

import pytest

from messaging.gather import facts_for, load
from messaging.models import Message
from tests.factories import MessageFactory, WeddingFactory
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2027, 1, 10, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("wedding", "known"),
    [
        ({"life": "postponed"}, True),
        ({"life": "postponed", "precision": "month"}, False),
        ({"life": "postponed", "precision": "open", "date": None}, False),
        ({"life": "booked"}, False),
    ],
)
def test_a_postponed_wedding_may_have_its_new_date_already(wedding, known):
    made = WeddingFactory(**wedding)
    message = MessageFactory(person__client=made.client, wedding=made)
    with tenant(made.vendor_id):
        facts = facts_for(load(Message.objects.all()), made.vendor, NOW)[message.pk]
    assert (facts.life, facts.new_date) == (wedding["life"], known)
