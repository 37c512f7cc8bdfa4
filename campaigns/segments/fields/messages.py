"""What people have had from the vendor already."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from campaigns.models import Recipient
from campaigns.segments.field import Condition, Field
from campaigns.segments.kinds import past
from campaigns.segments.scope import Scope
from campaigns.segments.tree import Past, Test
from messaging.channels.registry import channel_choices
from messaging.models import DeliveryEvent, Handed, Inbound, Message, Outcome
from messaging.states import State
from wedsync.lib.worded import worded

GROUP = worded("Messages")
ARRIVED = (State.ACCEPTED.value, State.SENT.value, State.DELIVERED.value)


def _got(test: Test, scope: Scope) -> Condition:
    past = test.value or Past()
    assert isinstance(past, Past)  # noqa: S101 -- its shape says so
    found = Message.objects.filter(person=OuterRef("pk"), state__in=ARRIVED, **_about(past))
    if past.campaign:
        ours = Recipient.objects.filter(campaign=past.campaign, message=OuterRef("pk"))
        found = found.filter(Exists(ours))
    if past.days is not None:
        found = found.filter(
            Exists(_left().filter(handover__intent_at__gte=scope.since(past.days)))
        )
    return Exists(found.filter(acted_on()) if test.operator == "acted" else found)


def _about(past: Past) -> dict[str, Any]:
    given = {"channel": past.channel, "variant__version__template": past.template}
    return {name: value for name, value in given.items() if value}


def _left() -> QuerySet[Handed]:
    return Handed.objects.filter(message=OuterRef("pk"), handover__outcome=Outcome.ACCEPTED)


def acted_on() -> Q:
    """Of a message: somebody (no machine) followed a link, or wrote back."""
    clicks = DeliveryEvent.objects.filter(message=OuterRef("pk"), kind="clicked", reader="human")
    return Q(Exists(clicks)) | Q(Exists(Inbound.objects.filter(answers=OuterRef("pk"))))


FIELDS = (
    Field(
        "message",
        GROUP,
        worded("A message"),
        past(channel_choices()),
        lambda facts, _: facts.got,
        _got,
    ),
)
