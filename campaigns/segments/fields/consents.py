"""What people said to being written to, and addresses that get nothing more."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, TextField
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.db.models.lookups import In

from campaigns.segments.field import Condition, Field
from campaigns.segments.kinds import consent, several
from campaigns.segments.scope import Scope
from campaigns.segments.tree import Said, Test
from campaigns.segments.word_given import word_given
from messaging.models import Suppression
from messaging.policy.facts import Purpose
from messaging.suppress import BOUNCES
from wedsync.lib.worded import worded

GROUP = worded("Consent")
CHANNELS = {"email": "e-mail", "sms": "SMS", "whatsapp": "WhatsApp", "in_app": "in-app"}
TOPICS = tuple(
    (
        f"{channel}:{purpose.value}",
        worded("{purpose} by {channel}", purpose=purpose.value.capitalize(), channel=label),
    )
    for purpose in (Purpose.MARKETING, Purpose.HELPFUL, Purpose.CONTRACTUAL, Purpose.EMERGENCY)
    for channel, label in CHANNELS.items()
)
ADDRESS: dict[str, Callable[[], Combinable]] = {
    "email": lambda: F("email"),
    "sms": lambda: F("phone"),
    "whatsapp": lambda: F("phone"),
    "in_app": lambda: Cast(F("pk"), TextField()),
}


def _said(test: Test, scope: Scope) -> Condition:
    said = test.value
    assert isinstance(said, Said)  # noqa: S101 -- its shape says so
    topic = said.channel, said.purpose
    word = word_given(F("pk"), ADDRESS[said.channel](), topic, scope.now)
    return In(word, list(said.words))


def _suppressed(test: Test, _: Scope) -> Condition:
    found = Q()
    for channel in _channels(test.value):
        address = "email" if channel == "email" else "phone"
        rows = Suppression.objects.filter(channel=channel, address=OuterRef(address))
        found |= Q(Exists(rows))
    return found


def _channels(value: Any) -> tuple[str, ...]:
    return tuple(value)


FIELDS = (
    Field("consent", GROUP, worded("Said to"), consent(TOPICS), lambda facts, _: facts.said, _said),
    Field(
        "suppressed",
        GROUP,
        worded("Closed channels"),
        several([(key, label) for key, label in CHANNELS.items() if key in BOUNCES]),
        lambda facts, _: facts.suppressed,
        _suppressed,
    ),
)
