"""Which words somebody is shown who may say yes: the vendor's latest, else the house's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django_stubs_ext import StrPromise

from messaging.consent import OPENS
from messaging.models import ConsentText
from messaging.policy.facts import Purpose
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

CHOSEN = ("email", "sms", "whatsapp")
HOUSE: Mapping[str, StrPromise] = {
    Purpose.HELPFUL.value: _("Reminders and tips about your wedding"),
    Purpose.MARKETING.value: _("News and offers"),
    OPENS: _("It may be noted whether I open them"),
}
SHORTEST, LONGEST = 10, 600


class Topic(NamedTuple):
    channel: str
    purpose: str
    language: str

    @property
    def key(self) -> str:
        return ":".join(self)


@dataclass(frozen=True)
class Wording:
    """`number` is 0 for the house's own words."""

    text: str
    number: int

    @property
    def evidence(self) -> dict[str, str]:
        """What a consent keeps of it."""
        return {"words": self.text, "version": str(self.number)}


def topics() -> list[Topic]:
    """Every place where words may stand: channels, purposes, languages of the pages."""
    return [
        Topic(channel, purpose, language)
        for channel in CHOSEN
        for purpose in HOUSE
        if purpose != OPENS or channel == "email"
        for language, _name in settings.LANGUAGES
    ]


def wordings(vendor: Vendor, language: str = "") -> dict[Topic, Wording]:
    """What holds now, in one query; of every language where none is named."""
    rows = ConsentText.objects.filter(vendor=vendor)
    rows = rows.filter(language=language) if language else rows
    latest = rows.order_by("channel", "purpose", "language", "-number")
    own = {
        Topic(row.channel, row.purpose, row.language): Wording(row.text, row.number)
        for row in latest.distinct("channel", "purpose", "language")
    }
    asked = [one for one in topics() if language in {"", one.language}]
    return {topic: own.get(topic) or _of_the_house(topic) for topic in asked}


def versions(vendor: Vendor, topic: Topic) -> Iterable[ConsentText]:
    """Every wording it had, the latest first; at most fifty."""
    ours = ConsentText.objects.filter(vendor=vendor, **topic._asdict())
    return ours.order_by("-number")[:50]


@transaction.atomic
def put(vendor: Vendor, topic: Topic, text: str, seen: int, *, actor: str) -> Wording:
    """Other words from now on. `seen` is the number that was looked at while writing.

    Raises Refusal for no such topic, too little or too much, and where somebody was faster.
    """
    text = " ".join(text.split())
    if topic not in topics():
        raise Refusal("There is no such consent to word.", code="no_topic")
    if not SHORTEST <= len(text) <= LONGEST:
        raise Refusal(
            "Write between {shortest} and {longest} characters.",
            code="length",
            shortest=SHORTEST,
            longest=LONGEST,
        )
    Vendor.objects.select_for_update().get(pk=vendor.pk)  # one number after the other
    now = wordings(vendor, topic.language)[topic]
    if now.number != seen:
        raise Refusal(
            "Somebody else changed this meanwhile. Here it is as it stands now.",
            code="changed_meanwhile",
        )
    return now if now.text == text else _written(vendor, topic, Wording(text, seen + 1), actor)


def _written(vendor: Vendor, topic: Topic, wording: Wording, actor: str) -> Wording:
    made = ConsentText.objects.create(
        id=uuid7(),
        vendor=vendor,
        **topic._asdict(),
        number=wording.number,
        text=wording.text,
        written_by=actor,
    )
    data = {"topic": topic.key, "number": wording.number}
    record(vendor, "consent.worded", made, actor=actor, data=data)
    return wording


def _of_the_house(topic: Topic) -> Wording:
    with override(topic.language):
        return Wording(str(HOUSE[topic.purpose]), 0)
