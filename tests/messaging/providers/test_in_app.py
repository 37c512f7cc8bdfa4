"""A note on a person's own page: there once, however often it is handed over."""

import datetime as dt
from uuid import uuid4

import pytest

from messaging.models import Note
from messaging.providers.in_app import Provider
from messaging.providers.protocol import (
    Absent,
    Accepted,
    BadWebhook,
    Batch,
    Envelope,
    Found,
    Hook,
    Misconfigured,
    Unknown,
)
from tests.factories import MessageFactory
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
provider = Provider()


@pytest.fixture
def message():
    return MessageFactory(channel="in_app")


def note_for(message, **changes):
    envelope = Envelope(message.pk, str(message.person_id), subject="At four", text="It moved.")
    return Batch(
        **{
            "key": str(uuid4()),
            "envelopes": [envelope],
            "channel": "in_app",
            "vendor_id": message.vendor_id,
            **changes,
        }
    )


def test_a_note_is_there_once_however_often_it_is_handed_over(message):
    batch = note_for(message)

    first, second = provider.hand_over({}, batch), provider.hand_over({}, batch)

    with tenant(message.vendor_id):
        note = Note.objects.get()
    assert first == second == Accepted([str(note.pk)])
    assert (note.title, note.body, note.read_at) == ("At four", "It moved.", None)


def test_it_can_be_asked(message):
    batch = note_for(message)

    with tenant(message.vendor_id):
        before = provider.ask({}, batch, NOW)
    provider.hand_over({}, batch)
    with tenant(message.vendor_id):
        after = provider.ask({}, batch, NOW)

    assert (before, after) == (Absent(), Found())


def test_what_the_database_refuses_is_not_lost(message):
    stranger = Batch(str(uuid4()), note_for(message).envelopes, vendor_id=uuid4())

    assert isinstance(provider.hand_over({}, stranger), Unknown)


def test_a_note_belongs_to_a_vendor(message):
    assert isinstance(provider.hand_over({}, note_for(message, vendor_id=None)), Misconfigured)


def test_the_same_note_has_the_same_digest(message):
    batch = note_for(message)

    assert provider.digest(batch) == provider.digest(note_for(message))
    assert provider.digest(batch) != provider.digest(note_for(MessageFactory(channel="in_app")))


def test_nobody_reports_on_it():
    with pytest.raises(BadWebhook):
        provider.read_webhook("", Hook("https://x.example/", {}, b""), NOW)
