"""Letters that were only announced get their words before anybody places them."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.fetch_reply import PATIENCE, NotYet, complete
from messaging.models import InboxEvent
from messaging.providers.protocol import Reply
from messaging.webhooks import store
from tests.factories import AccountFactory
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db

PATH = "/resend/emails/receiving/"
WHOLE = {
    "from": "lena@example.com",
    "subject": "Re: Menu",
    "text": "Fish.\n\nFern wrote:\n> Fish or meat?",
    "headers": {"in-reply-to": "<7@fern.example>"},
}


def event(account, **changed):
    told = {"sender": "lena@example.com", "to": "reply@fern.example", "text": "", "announced": True}
    reply = Reply("k1", "email", occurred_at=now(), provider_message_id="m1", **told | changed)
    with operator():
        store([(account, reply)])
        return InboxEvent.objects.select_related("account").get()


def test_the_words_are_fetched_once_and_kept(sandbox, account):
    announced = event(account)
    sandbox.fault(PATH, status=200, body=WHOLE)

    complete(announced)

    with operator():
        kept = InboxEvent.objects.select_related("account").get()
    assert (kept.payload["text"], kept.payload["answers"]) == ("Fish.", "7@fern.example")
    assert complete(kept) is kept
    assert len(sandbox.journal(PATH)) == 1


def test_what_cannot_be_fetched_comes_again(sandbox, account):
    sandbox.fault(PATH, status=500)

    with pytest.raises(NotYet):
        complete(event(account))


def test_after_days_it_is_placed_without_its_words(sandbox, account):
    announced = event(account)
    announced.received_at = now() - PATIENCE - dt.timedelta(seconds=1)
    sandbox.fault(PATH, status=500)

    assert complete(announced).payload["announced"] is False


@pytest.mark.parametrize(
    ("provider", "announced"), [("resend", False), ("mailgun", True), ("smtp", False)]
)
def test_what_is_whole_already_calls_nobody(sandbox, provider, announced):
    account = AccountFactory(provider=provider)

    assert complete(event(account, text="Fish.", announced=announced)).payload["text"] == "Fish."
    assert sandbox.journal() == []
