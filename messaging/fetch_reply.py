"""A letter that was only announced: fetch what is in it, before anybody places it."""

import datetime as dt
from typing import Any

from django.utils.timezone import now as current_time

from messaging.models import InboxEvent
from messaging.providers.protocol import Fetches, Reply
from messaging.route import providers
from wedsync.vendors.tenancy import operator

PATIENCE = dt.timedelta(days=3)  # then it is placed without its words: somebody wrote, after all


class NotYet(RuntimeError):
    """The provider can't show it just now: to be tried again."""


def complete(event: InboxEvent) -> InboxEvent:
    """The same event with every word of the letter, stored. Raises NotYet, or Unsealable.

    It calls the provider, so it is not for a transaction that others wait for.
    """
    told: dict[str, Any] = event.payload
    provider = providers()[event.account.provider]
    if not (told.get("announced") and isinstance(provider, Fetches)):
        return event
    reply = provider.fetch(event.account.unseal(), _announced(event))
    if reply is None and current_time() - event.received_at < PATIENCE:
        raise NotYet("the letter can't be fetched just now")
    return _store(event, reply)


def _announced(event: InboxEvent) -> Reply:
    told = event.payload
    return Reply(
        event_key=event.event_key,
        channel=told["channel"],
        sender=told["from"],
        to=told["to"],
        text=told["text"],
        occurred_at=event.occurred_at,
        subject=told["subject"],
        provider_message_id=event.provider_message_id,
        media=told["media"],
        automatic=told["automatic"],
    )


def _store(event: InboxEvent, reply: Reply | None) -> InboxEvent:
    event.payload["announced"] = False
    if reply is not None:
        event.payload |= {
            "subject": reply.subject,
            "text": reply.text,
            "answers": reply.answers,
            "automatic": reply.automatic,
        }
    with operator():
        event.save(update_fields=["payload"])
    return event
