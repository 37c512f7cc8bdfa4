"""Provider accounts: how the vendor sends, and whether it works. Never a secret."""

from typing import ClassVar

from rest_framework import serializers

from messaging.channels.registry import channels
from messaging.disconnect import disconnect
from messaging.models import ProviderAccount
from wedsync.api.filters import by_flag, by_word
from wedsync.api.nouns import Removing


class AccountSerializer(serializers.ModelSerializer[ProviderAccount]):
    """`trouble`: what a person must mend; `rests_until`: nothing goes through it until then."""

    class Meta:
        model = ProviderAccount
        fields: ClassVar = [
            "id", "provider", "channel", "order", "per_minute", "burst", "enabled", "trouble",
            "rests_until", "created_at",
        ]  # fmt: skip


class Accounts(Removing[ProviderAccount]):
    """How you send, and whether it works. Never a secret."""

    queryset = ProviderAccount.objects.all()
    serializer_class = AccountSerializer
    group = "account"
    called = "api-account"
    filters = (
        by_word("channel", channels()),
        by_flag(
            "enabled", lambda rows, yes: rows.filter(enabled=yes), "Only those in use, or not."
        ),
    )

    def remove(self, row: ProviderAccount) -> None:
        """Out of use, and its key forgotten; the row stays, for messages name it."""
        disconnect(row, actor=self.actor)
