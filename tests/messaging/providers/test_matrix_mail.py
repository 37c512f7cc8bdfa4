"""Everything that can go wrong on the wire, with every provider of e-mail: what it is taken for,
how it ends, and how often the provider really took the mail.

By SMTP there is no Retry-After, and a server that says no after it took a mail can't be found out:
what it accepted counts as refused.
"""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.utils.timezone import now

from messaging.claim import claim
from messaging.deliver import deliver
from messaging.models import Handover, Message, Outcome
from messaging.resolve import resolve
from messaging.states import State
from tests.factories import CREDENTIALS, AccountFactory, MessageFactory
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db

PATHS = {
    "resend": "/resend/emails",
    "mailgun": "/mailgun/v3/mg.example.com/messages",
    "sendgrid": "/sendgrid/v3/mail/send",
    "smtp": "/smtp/",
}
DEFERRED, REFUSED, UNKNOWN = Outcome.DEFERRED, Outcome.REFUSED, Outcome.UNKNOWN
TAKEN, FAILED, DEAD = State.ACCEPTED, State.FAILED, State.DEAD
SLOW_DOWN = "try again after 7 seconds"
NO_SUCH = {"errors": [{"message": "no", "field": "subject"}]}


@dataclass(frozen=True)
class Cell:
    """`ends` is for a helpful message; what may not be lost ends otherwise where nobody can tell:
    said once more, and marked so."""

    provider: str
    trouble: str
    effect: dict
    outcome: Outcome
    ends: State
    taken: int

    def __str__(self):
        return f"{self.provider} {self.trouble}"


def cells(provider, **told):
    return [Cell(provider, name.replace("_", " "), *cell) for name, cell in told.items()]


MATRIX = [
    *cells(
        "resend",
        refused=({"status": 422, "body": {"name": "validation_error"}}, REFUSED, FAILED, 0),
        limit=({"status": 429, "headers": {"retry-after": "7"}}, DEFERRED, TAKEN, 1),
        limit_without_a_wait=({"status": 429}, DEFERRED, TAKEN, 1),
        error_before=({"status": 500}, UNKNOWN, TAKEN, 1),
        error_after=({"status": 500, "when": "after"}, UNKNOWN, TAKEN, 1),
        drop_before=({"drop": "before"}, UNKNOWN, TAKEN, 1),
        drop_after=({"drop": "after"}, UNKNOWN, TAKEN, 1),
        hang=({"hang": 1.5}, UNKNOWN, TAKEN, 1),
        bad_json=({"bad_json": True}, UNKNOWN, TAKEN, 1),
        empty_yes=({"status": 200, "when": "after"}, UNKNOWN, TAKEN, 1),
    ),
    *cells(
        "mailgun",
        refused=({"status": 400, "body": {"message": "no"}}, REFUSED, FAILED, 0),
        limit=({"status": 429, "body": {"message": SLOW_DOWN}}, DEFERRED, TAKEN, 1),
        limit_without_a_wait=({"status": 429}, DEFERRED, TAKEN, 1),
        error_before=({"status": 500}, UNKNOWN, DEAD, 0),
        error_after=({"status": 500, "when": "after"}, UNKNOWN, TAKEN, 1),
        drop_before=({"drop": "before"}, UNKNOWN, DEAD, 0),
        drop_after=({"drop": "after"}, UNKNOWN, TAKEN, 1),
        hang=({"hang": 1.5}, UNKNOWN, TAKEN, 1),
        bad_json=({"bad_json": True}, UNKNOWN, TAKEN, 1),
        empty_yes=({"status": 200, "when": "after"}, UNKNOWN, TAKEN, 1),
    ),
    *cells(
        "sendgrid",
        refused=({"status": 400, "body": NO_SUCH}, REFUSED, FAILED, 0),
        limit=({"status": 429, "headers": {"retry-after": "7"}}, DEFERRED, TAKEN, 1),
        limit_without_a_wait=({"status": 429}, DEFERRED, TAKEN, 1),
        error_before=({"status": 500}, UNKNOWN, DEAD, 0),
        error_after=({"status": 500, "when": "after"}, UNKNOWN, DEAD, 1),
        drop_before=({"drop": "before"}, UNKNOWN, DEAD, 0),
        drop_after=({"drop": "after"}, UNKNOWN, DEAD, 1),
        hang=({"hang": 1.5}, UNKNOWN, DEAD, 1),
        bad_json=({"bad_json": True}, Outcome.ACCEPTED, TAKEN, 1),  # its yes has no body at all
        empty_yes=({"status": 202, "when": "after"}, UNKNOWN, DEAD, 1),
    ),
    *cells(
        "smtp",
        refused=({"method": "RCPT", "status": 550}, REFUSED, FAILED, 0),
        limit_without_a_wait=({"status": 451, "body": "4.7.1 Too many"}, DEFERRED, TAKEN, 1),
        error_before=({"status": 451, "body": "4.3.0 Local error"}, DEFERRED, TAKEN, 1),
        error_after=({"status": 554, "when": "after"}, REFUSED, FAILED, 1),
        drop_before=({"drop": "before"}, UNKNOWN, DEAD, 0),
        drop_after=({"drop": "after"}, UNKNOWN, DEAD, 1),
        hang=({"hang": 1.5}, UNKNOWN, DEAD, 1),
        bad_json=({"bad_json": True}, UNKNOWN, DEAD, 1),
        empty_yes=({"status": 250, "when": "after"}, Outcome.ACCEPTED, TAKEN, 1),
    ),
]
every_cell = pytest.mark.parametrize("cell", MATRIX, ids=str)


@pytest.fixture
def struck(sandbox, settings):
    """A message whose call met the trouble, and the account it went through."""

    def strike(cell, purpose):
        if cell.trouble == "hang":
            settings.ANYMAIL = {"REQUESTS_TIMEOUT": (1.0, 0.4)}
            settings.CALL_SECONDS = 0.4
        sandbox.fault(PATHS[cell.provider], **cell.effect)
        account, message = an_account(cell.provider), MessageFactory(purpose=purpose)
        send(message, account)
        return message, account

    return strike


@every_cell
def test_every_trouble_has_its_outcome_and_its_end(struck, sandbox, now_of, cell):
    message, account = struck(cell, "helpful")
    with operator():
        assert Handover.objects.get().outcome == cell.outcome

    see_it_through(message, account, now_of)

    ended = now_of(message)
    assert (ended.state, ended.maybe_duplicate) == (cell.ends, False)
    assert len(sandbox.accepted()) == cell.taken


@every_cell
def test_what_may_not_be_lost_is_said_and_a_double_is_marked(struck, sandbox, now_of, cell):
    message, account = struck(cell, "contractual")

    see_it_through(message, account, now_of)

    ended = now_of(message)
    assert ended.state == (FAILED if cell.ends == FAILED else TAKEN)
    assert ended.maybe_duplicate == (cell.ends == DEAD)
    assert len(sandbox.accepted()) == cell.taken + ended.maybe_duplicate


@pytest.mark.parametrize("provider", sorted(PATHS))
def test_where_nobody_listens_nothing_was_sent(settings, now_of, provider):
    settings.RESEND_API_URL = settings.MAILGUN_API_URL = "http://127.0.0.1:9/"
    settings.SENDGRID_API_URL, settings.SANDBOX_SMTP = "http://127.0.0.1:9/", "127.0.0.1:9"
    message, account = MessageFactory(), an_account(provider)

    send(message, account)

    assert now_of(message).state == State.QUEUED
    with operator():
        assert Handover.objects.get().outcome == DEFERRED


def an_account(provider):
    """With a key of its own, so that nothing is kept from another test."""
    account = AccountFactory(provider=provider)
    held = dict(CREDENTIALS[provider])
    name = "user" if provider == "smtp" else "api_key"
    held[name] += str(uuid7())
    account.seal(held)
    with operator():
        account.save()
    return account


def send(message, account):
    deliver(claim(message.vendor_id, "email", message.priority, 10), account)


def see_it_through(message, account, now_of):
    """Until nothing is left to do; time passes whenever somebody waits for it."""
    for _ in range(8):
        state = now_of(message).state
        if state == State.QUEUED:
            with operator():
                Message.objects.update(not_before=now() - dt.timedelta(seconds=1))
            send(message, account)
        elif state == State.UNKNOWN:
            with operator():
                Handover.objects.filter(outcome=UNKNOWN).update(
                    check_at=now() - dt.timedelta(seconds=1),
                    intent_at=now() - dt.timedelta(hours=1),
                )
            resolve()
        else:
            return
    raise AssertionError(f"it is still {state}")
