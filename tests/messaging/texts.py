"""Accounts at Twilio, and somebody who writes to them."""

from django.utils.timezone import now

from messaging.models import Thread
from messaging.providers.protocol import Reply
from messaging.track import apply_inbox
from messaging.webhooks import store
from tests.factories import AccountFactory, PersonFactory
from tests.messaging.providers.texts import ACCOUNT, GUEST, NUMBER
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator


def twilio(channel="sms", **also):
    account = AccountFactory(provider="twilio", channel=channel, **also)
    account.seal(ACCOUNT)
    with operator():
        account.save()
    return account


def asked(account, **person):
    """The thread of somebody of the account's vendor who asks whether there is parking."""
    PersonFactory(client__vendor=account.vendor, phone=GUEST, timezone=awake(), **person)
    say(account, "Is there parking?")
    with operator():
        return Thread.objects.get()


def awake():
    """A zone where it is noon just now: what is sent there never waits for the morning."""
    return f"Etc/GMT{now().hour - 12:+d}"  # POSIX counts the hours westward


def reply(text, sender=GUEST, channel="sms", **also):
    told = {"event_key": f"{uuid7()}-received", "to": NUMBER, "occurred_at": now()} | also
    return Reply(channel=channel, sender=sender, text=text, **told)


def hear(account, *replies):
    """What the webhook stores, and the worker that takes it from there."""
    with operator():
        store([(account, one) for one in replies])
    return apply_inbox()


def say(account, text, **also):
    return hear(account, reply(text, channel=account.channel, **also))
