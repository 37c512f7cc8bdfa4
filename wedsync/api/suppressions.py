"""Suppressions: addresses that get nothing more on a channel, whoever they belong to."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from crm_connectors.people import parse_email, parse_phone
from messaging.models import Suppression
from messaging.suppress import BOUNCES, Address
from messaging.tell import close_address, open_address
from wedsync.api.filters import by_text, by_word
from wedsync.api.nouns import Making, Removing
from wedsync.api.strict import Strict, read


class SuppressionSerializer(serializers.ModelSerializer[Suppression]):
    class Meta:
        model = Suppression
        fields: ClassVar = ["id", "channel", "address", "reason", "at"]


class SuppressionWrite(Strict):
    channel = serializers.ChoiceField(choices=sorted(BOUNCES))
    address = serializers.CharField(max_length=254)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        email, country = attrs["channel"] == "email", self.vendor.country
        reader = parse_email if email else lambda text: parse_phone(text, country)
        try:
            return {**attrs, "address": read(reader, attrs["address"])}
        except ValidationError as error:
            raise ValidationError({"address": error.detail}) from None


class Suppressions(Making[Suppression], Removing[Suppression]):
    """Addresses that get nothing more on a channel."""

    queryset = Suppression.objects.all()
    serializer_class = SuppressionSerializer
    writes = SuppressionWrite
    group = "consents"
    called = "api-suppression"
    filters = (
        by_word("channel", sorted(BOUNCES)),
        by_text("address", 254, "Only this address, in its normal form."),
    )

    def make(self, said: dict[str, Any]) -> Suppression:
        address = Address(self.vendor.pk, said["channel"], said["address"])
        return close_address(address, actor=self.actor)

    def remove(self, row: Suppression) -> None:
        """Open an address again that was closed by hand."""
        open_address(row, actor=self.actor)
