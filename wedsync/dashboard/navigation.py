"""The ways through the house: what the menu, the palette and Today's actions lead to."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Entry:
    """`name` is of an address, and the first word of those that belong to it; see `ui.section`."""

    name: str
    label: StrPromise
    icon: str
    words: str = ""  # others by which somebody may look for it


GROUPS: tuple[tuple[Entry, ...], ...] = (
    (
        Entry("today", _("Today"), "today", "home start needs"),
        Entry("weddings", _("Weddings"), "weddings", "couples clients"),
        Entry("inbox", _("Inbox"), "inbox", "replies threads"),
    ),
    (
        Entry("campaigns", _("Campaigns"), "campaigns", "broadcast send"),
        Entry("timelines", _("Timelines"), "timelines", "automation steps"),
        Entry("templates", _("Templates"), "letter", "messages library words"),
        Entry("segments", _("Audiences"), "audiences", "segments who"),
        Entry("copies", _("AI copy"), "letter", "model wording"),
    ),
    (
        Entry("insights", _("Insights"), "insights", "figures reports"),
        Entry("season", _("Season"), "season", "calendar simulation forecast"),
        Entry("imports", _("Import"), "imports", "csv spreadsheet couples"),
        Entry("integrations", _("Integrations"), "integrations", "providers crm keys hooks"),
        Entry("settings", _("Settings"), "settings", "brand hours team"),
    ),
)
# Pages that the palette knows and the menu doesn't show.
FURTHER = (
    Entry("campaign-new", _("New campaign"), "campaigns", "write send"),
    Entry("timelines-library", _("Ready timelines"), "timelines", "library"),
    Entry("reflows", _("Moved dates"), "weddings", "moves reflow undo"),
    Entry("emergencies", _("Emergencies"), "weddings", "urgent day"),
    Entry("saved-replies", _("Saved replies"), "inbox", "answers snippets"),
    Entry("keys", _("API keys"), "integrations", "programs tokens"),
    Entry("webhooks", _("Webhooks"), "integrations", "hooks outgoing events"),
    Entry("caps", _("Limits"), "settings", "caps frequency how much"),
    Entry("settings-brand", _("Brand and sender"), "settings", "name colour address logo"),
    Entry("settings-hours", _("Hours, season and protection"), "settings", "quiet saturday peak"),
    Entry("settings-budgets", _("Budgets"), "settings", "money cost"),
    Entry("settings-language", _("Language"), "settings", "idioma español english"),
    Entry("settings-sending", _("Pause all sending"), "settings", "stop resume"),
    Entry("team", _("Team"), "settings", "members invite roles"),
    Entry("sessions", _("Signed-in devices"), "settings", "sessions revoke sign out"),
    Entry("history", _("History"), "settings", "audit log events"),
    Entry("export", _("Export of all data"), "settings", "download csv"),
    Entry("webhooks", _("Webhooks"), "integrations", "events zapier endpoint"),
    Entry("keys", _("API keys"), "integrations", "program token access"),
    Entry("mfa_index", _("Two-step sign-in and passkeys"), "account", "security totp recovery"),
    Entry("test", _("Send yourself a test"), "letter", "try message"),
)


def where(name: str, pk: UUID | None = None) -> str:
    """The address of a page; "" where this house hasn't got it."""
    try:
        return reverse(name, args=[pk] if pk else [])
    except NoReverseMatch:
        return ""


@cache
def menu() -> tuple[tuple[Entry, ...], ...]:
    """The groups of the menu, with the pages that are there."""
    return tuple(tuple(one for one in group if where(one.name)) for group in GROUPS)


@cache
def everywhere() -> tuple[Entry, ...]:
    """Every page somebody may go to by its name."""
    return tuple(one for group in (*GROUPS, FURTHER) for one in group if where(one.name))
