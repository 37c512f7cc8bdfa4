"""Accounts at providers: what they may do, and how they are doing."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import now as current_time

from messaging.account_form import AccountForm
from messaging.admin.parts import ByProvider
from messaging.breaker import share
from messaging.health import wake
from messaging.models import ProviderAccount
from wedsync.lib.sealed import Unsealable
from wedsync.vendors.operator_pages import OperatorPage, actor

HEALTH = ("failures", "rests_until", "pace", "trouble")


@admin.register(ProviderAccount)
class ProviderAccountAdmin(OperatorPage):
    form = AccountForm
    list_display = (
        *("provider", "channel", "vendor", "enabled", "order", "per_minute"),
        *("failures", "rests_until", "pace", "trouble"),
    )
    list_display_links = ("provider", "vendor")
    list_filter = ("enabled", "channel", ByProvider)
    list_select_related = ("vendor",)
    search_fields = ("provider", "vendor__name", "vendor__slug")
    autocomplete_fields = ("vendor",)
    fields = (
        *("provider", "channel", "vendor", "enabled", "order", "per_minute", "burst"),
        *("stored", "credentials"),
        *HEALTH,
    )
    actions = ("wake_up",)

    def get_readonly_fields(
        self, request: HttpRequest, obj: ProviderAccount | None = None
    ) -> tuple[str, ...]:
        """Credentials are sealed to their vendor: another vendor needs another account."""
        return ("stored", *HEALTH, *(("provider", "vendor") if obj else ()))

    @admin.display(description="stored credentials")
    def stored(self, account: ProviderAccount) -> str:
        """Their names; what they are is never shown."""
        try:
            return ", ".join(sorted(account.unseal())) or "none yet"
        except Unsealable:
            return "can't be opened: sealed by a key this house no longer holds"

    @admin.display(description="share of its pace")
    def pace(self, account: ProviderAccount) -> str:
        """What the last refusals for haste left of it; it recovers by itself."""
        return f"{share(account.slowness, account.slowed_at, current_time()):.0%}"

    @admin.action(description="Wake up: let it try again now", permissions=["change"])
    def wake_up(self, request: HttpRequest, chosen: QuerySet[ProviderAccount]) -> None:
        self.on_each(request, chosen, lambda one: wake(one, actor=actor(request)), "woken")
