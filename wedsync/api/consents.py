"""Consents: who said yes or no. Append-only: a new word is a new row, the latest holds."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from rest_framework import serializers

from messaging.channels.registry import channels
from messaging.models import Consent
from messaging.policy.facts import OPTIONAL, Purpose
from messaging.tell import tell
from wedsync.api.filters import by_flag, by_id, by_word
from wedsync.api.nouns import Making
from wedsync.api.strict import Strict
from wedsync.weddings.models import Person

ASKED_FOR = ["email", "sms", "whatsapp"]
PURPOSES = sorted(one.value for one in OPTIONAL)


class ConsentSerializer(serializers.ModelSerializer[Consent]):
    class Meta:
        model = Consent
        fields: ClassVar = [
            "id", "person", "address", "channel", "purpose", "granted", "basis", "until", "at",
        ]  # fmt: skip


class ConsentWrite(Strict):
    """`evidence`: where it is written that they said so; the law asks for it."""

    person = serializers.UUIDField()
    channel = serializers.ChoiceField(choices=ASKED_FOR)
    purpose = serializers.ChoiceField(choices=PURPOSES)
    granted = serializers.BooleanField()
    evidence = serializers.CharField(max_length=500)


class Consents(Making[Consent]):
    """Who said yes or no. The latest word holds, and a program lifts no no."""

    queryset = Consent.objects.all()
    serializer_class = ConsentSerializer
    writes = ConsentWrite
    group = "consents"
    called = "api-consent"
    filters = (
        by_id("person"),
        by_word("channel", channels()),
        by_word("purpose", [one.value for one in Purpose]),
        by_flag("granted", lambda rows, yes: rows.filter(granted=yes), "Only the yes, or the no."),
    )

    def make(self, said: dict[str, Any]) -> Consent:
        person = get_object_or_404(Person, vendor=self.vendor, pk=said["person"])
        topic = said["channel"], Purpose(said["purpose"])
        return tell(person, topic, said["evidence"], granted=said["granted"], actor=self.actor)
