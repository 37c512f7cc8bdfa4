"""Provider accounts: how the vendor sends, and whether it works. Credentials go in, never out."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import Http404
from django.utils.timezone import now as current_time
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from messaging.account_state import STATES, reports_to, state_of, stored_of
from messaging.channels.registry import channels
from messaging.connect_account import asked, connect, give, offered, prefer, use
from messaging.disconnect import disconnect
from messaging.health import wake
from messaging.models import ProviderAccount
from wedsync.api.filters import by_flag, by_word
from wedsync.api.nouns import Removing, Writing
from wedsync.api.strict import Strict
from wedsync.vendors.models import Vendor

LONGEST = 8000  # a key of a service account is 2,400 characters


class AccountSerializer(serializers.ModelSerializer[ProviderAccount]):
    """`trouble`: what a person must mend; `rests_until`: nothing goes through it until then;
    `stored`: names of its credentials; `reports_to`: the address for its provider's webhooks."""

    state = serializers.SerializerMethodField()
    stored = serializers.SerializerMethodField()
    reports_to = serializers.SerializerMethodField()

    class Meta:
        model = ProviderAccount
        fields: ClassVar = [
            "id", "provider", "channel", "order", "per_minute", "burst", "enabled", "state",
            "stored", "reports_to", "trouble", "rests_until", "created_at",
        ]  # fmt: skip

    @extend_schema_field(serializers.ChoiceField(choices=STATES))
    def get_state(self, row: ProviderAccount) -> str:
        return state_of(row, current_time()) if row.provider in offered() else "used"

    def get_stored(self, row: ProviderAccount) -> list[str]:
        return stored_of(row) if row.provider in offered() else []

    def get_reports_to(self, row: ProviderAccount) -> str:
        return reports_to(row) if row.provider in offered() else ""


class Giving(Strict):
    """`credentials` go in, and never come out; names are those of the provider."""

    credentials = serializers.DictField(
        child=serializers.CharField(max_length=LONGEST, allow_blank=True), write_only=True
    )


class AccountWrite(Giving):
    """`channel` may be left out where the provider carries one alone."""

    provider = serializers.ChoiceField(choices=sorted(offered()))
    channel = serializers.ChoiceField(choices=sorted(channels()), required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        refuse_others(attrs["provider"], attrs["credentials"])
        ways = sorted(offered()[attrs["provider"]].channels)
        if "channel" not in attrs and len(ways) > 1:
            raise serializers.ValidationError({"channel": f"Choose one: {', '.join(ways)}."})
        return {"channel": ways[0], **attrs}


class AccountChange(Giving):
    """What is named replaces what is stored; what is left out, or empty, stays."""

    elsewhere: ClassVar = {
        "provider": "Connect another account in its place.",
        "channel": "Connect another account in its place.",
        "order": "POST /accounts/{id}/first/ makes it the first of its channel.",
        "enabled": "POST /accounts/{id}/stop/ and /accounts/{id}/resume/ change it.",
    }

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        refuse_others(self.instance.provider, attrs.get("credentials", {}))  # type: ignore[union-attr]  # of a row
        return attrs


def refuse_others(provider: str, credentials: Mapping[str, str]) -> None:
    """Raises ValidationError for what this provider doesn't ask for: a slip would be lost."""
    known = asked(offered()[provider])
    unknown = {name: ["There is no such field."] for name in credentials if name not in known}
    if unknown:
        raise serializers.ValidationError({"credentials": unknown})


class Accounts(Writing[ProviderAccount], Removing[ProviderAccount]):
    """How you send, and whether it works. Credentials go in, and never come out."""

    queryset = ProviderAccount.objects.all()
    serializer_class = AccountSerializer
    writes = AccountWrite
    changes = AccountChange
    group = "account"
    called = "api-account"
    filters = (
        by_word("channel", channels()),
        by_flag(
            "enabled", lambda rows, yes: rows.filter(enabled=yes), "Only those in use, or not."
        ),
    )

    def locked(self) -> ProviderAccount:
        """The business first, as the verbs do: whoever locks in another order waits for ever."""
        Vendor.objects.select_for_update().get(pk=self.vendor.pk)
        return super().locked()

    def make(self, said: dict[str, Any]) -> ProviderAccount:
        provider, channel = said["provider"], said["channel"]
        return connect(self.vendor, provider, channel, said["credentials"], actor=self.actor)

    def change(self, row: ProviderAccount, said: dict[str, Any]) -> None:
        give(row, said.get("credentials", {}), actor=self.actor)

    def remove(self, row: ProviderAccount) -> None:
        """Out of use, and its key forgotten; the row stays, for messages name it."""
        disconnect(row, actor=self.actor)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def first(self, request: Request, pk: str) -> Response:
        """Before your others of its channel, which keep their order."""
        account = self._connected()
        prefer(account, actor=self.actor)
        return self.one(self._again(account))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def stop(self, request: Request, pk: str) -> Response:
        """Out of use, with its credentials kept."""
        account = self._connected()
        use(account, on=False, actor=self.actor)
        return self.one(self._again(account))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        """In use again; refused where it was disconnected, until it has credentials."""
        account = self._connected()
        use(account, on=True, actor=self.actor)
        return self.one(self._again(account))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def wake(self, request: Request, pk: str) -> Response:
        """It is well again: tried at once, whatever it rested for."""
        account = self._connected()
        wake(account, actor=self.actor)
        return self.one(self._again(account))

    def _connected(self) -> ProviderAccount:
        """Not one that is made by itself."""
        account = self.get_object()
        if account.provider not in offered():
            raise Http404
        return account
