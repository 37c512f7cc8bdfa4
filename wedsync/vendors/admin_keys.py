"""How programs and people get in: keys, invitations, and what is kept for either."""

from django.contrib import admin
from django.db.models import Q

from wedsync.vendors.models import ApiKey, Invitation, SavedView, StoredAnswer
from wedsync.vendors.operator_pages import FindsById, LedgerPage


@admin.register(ApiKey)
class ApiKeyAdmin(FindsById, LedgerPage):
    """That a key exists, whose it is and what it may; found by its prefix, as logs have it."""

    list_display = ("prefix", "name", "vendor", "seat", "last_used_at", "expires_at", "revoked_at")
    list_select_related = ("vendor", "seat__user")
    exclude = ("digest", "old_digest")
    search_help_text = "A key's id or prefix, or a vendor's slug"

    def find_word(self, term: str) -> Q:
        return Q(prefix=term) | Q(vendor__slug=term)


@admin.register(Invitation)
class InvitationAdmin(FindsById, LedgerPage):
    list_display = ("email", "role", "vendor", "created_at", "ends_at", "accepted_at")
    list_select_related = ("vendor",)
    search_help_text = "The id of an invitation, or a vendor's slug"


@admin.register(SavedView)
class SavedViewAdmin(FindsById, LedgerPage):
    list_display = ("name", "page", "seat", "vendor")
    list_select_related = ("vendor", "seat__user")
    exclude = ("query",)  # it may name a couple
    search_help_text = "The id of a view, or a vendor's slug"


@admin.register(StoredAnswer)
class StoredAnswerAdmin(FindsById, LedgerPage):
    """Without what was answered: that is between the caller and the vendor."""

    list_display = ("created_at", "vendor", "caller", "key", "status")
    list_select_related = ("vendor",)
    exclude = ("digest", "headers", "body")
    search_help_text = "The id of an answer, or a vendor's slug"
