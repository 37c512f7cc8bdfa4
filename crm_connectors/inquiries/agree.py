"""What somebody ticked on a vendor's page, into the ledger: never over a no.

Nobody has shown yet that the address is theirs. News by e-mail therefore begin with a question to
that mailbox, and its answer is the consent; the other boxes are a yes of whoever gave the number.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog
from django.db import transaction

from messaging import ask_consent
from messaging.channels.registry import channels
from messaging.consent import Claim, add
from messaging.consent_texts import Topic, Wording
from messaging.policy.facts import Purpose
from wedsync.lib.refusal import Refusal
from wedsync.weddings.models import Person

log = structlog.get_logger(__name__)
BASIS = "form"
ACTOR = "system:inquiries"


@dataclass(frozen=True)
class Ticked:
    """A box, the words beside it, and what shows later who ticked it (messaging/visitor.py)."""

    topic: Topic
    wording: Wording
    seen: Mapping[str, str]

    @property
    def evidence(self) -> dict[str, str]:
        return {**self.wording.evidence, "language": self.topic.language, **self.seen}


def agree(person: Person, given: Sequence[str], ticked: Sequence[Ticked], now: dt.datetime) -> None:
    """`given` are the addresses they wrote: a box is about those alone, and only where the person
    has them. Somebody else may know their e-mail, and gives a number of their own."""
    ours = [one for one in ticked if channels()[one.topic.channel].address(person) in given]
    for one in ours:
        if (one.topic.channel, one.topic.purpose) == ask_consent.TOPIC:
            _ask(person, now)
        else:
            _note(person, one)


def _note(person: Person, one: Ticked) -> None:
    address = channels()[one.topic.channel].address(person)
    claim = Claim(person.pk, address, "inquiry form", one.evidence)
    purpose = Purpose(one.topic.purpose)
    add(person.vendor_id, [claim], basis=BASIS, channel=one.topic.channel, purpose=purpose)


def _ask(person: Person, now: dt.datetime) -> None:
    """Where there are no words to ask with, they are not asked: their page at the wedding says so,
    and has the button."""
    try:
        with transaction.atomic():
            ask_consent.ask(person.vendor, [person], now, actor=ACTOR)
    except Refusal as refusal:
        log.info("nobody is asked", person=str(person.pk), code=refusal.code)
