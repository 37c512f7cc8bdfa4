"""What somebody's word is: in SQL what it is to the gates, in the cases chance seldom deals."""

import datetime as dt

import pytest
from django.db.models import F

from campaigns.segments.word_given import word_given
from messaging.models import Consent
from messaging.said import said_about
from tests.campaigns.segments.trees import NOW
from tests.factories import ClientFactory, PersonFactory
from wedsync.lib.ids import uuid7
from wedsync.weddings.models import Person

TOPIC = ("email", "marketing")
HOME, WORK = "home@example.com", "work@example.com"
GONE, AHEAD = NOW - dt.timedelta(days=1), NOW + dt.timedelta(days=1)
YES, NO = True, False


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ([], "never"),
        ([("me", HOME, YES)], "granted"),
        ([("me", HOME, YES), ("me", HOME, NO)], "revoked"),
        ([("me", HOME, NO), ("me", HOME, YES)], "granted"),
        ([("me", WORK, YES)], "never"),
        ([("me", WORK, NO)], "revoked"),
        ([("other", HOME, NO)], "revoked"),
        ([("me", HOME, YES), ("other", HOME, NO)], "revoked"),
        ([("other", HOME, NO), ("me", HOME, YES)], "granted"),
        ([("other", HOME, NO), ("other", HOME, YES)], "never"),
        ([("other", HOME, NO), ("other", WORK, YES)], "revoked"),
        ([("other", WORK, NO), ("me", HOME, YES)], "granted"),
        ([("me", HOME, YES, GONE)], "never"),
        ([("me", HOME, YES, AHEAD)], "granted"),
    ],
)
def test_a_word_is_what_it_is_to_the_gates(vendor, as_vendor, said, word):
    client = ClientFactory(vendor=vendor)
    people = {name: PersonFactory(client=client, email=HOME) for name in ("me", "other")}
    for who, address, granted, *until in said:
        speak(people[who], address, granted, *until)
    me = people["me"]

    asked = word_given(F("pk"), F("email"), TOPIC, NOW)

    assert Person.objects.annotate(word=asked).get(pk=me.pk).word == word
    assert (said_about([me.pk], [HOME]).word(me.pk, HOME, TOPIC, NOW) or "never") == word


def speak(person, address, granted, until=None):
    Consent.objects.create(
        id=uuid7(),
        vendor_id=person.vendor_id,
        person=person,
        address=address,
        channel=TOPIC[0],
        purpose=TOPIC[1],
        granted=granted,
        basis="express",
        until=until,
    )
