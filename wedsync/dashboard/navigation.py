"""The ways through the house: what the menu, the palette and Today's actions lead to."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Entry:
    """`name` is of an address, and the first word of those that belong to it; see `ui.section`."""

    name: str
    label: str
    icon: str
    words: str = ""  # others by which somebody may look for it


GROUPS: tuple[tuple[Entry, ...], ...] = (
    (
        Entry("today", "Today", "today", "home start needs"),
        Entry("weddings", "Weddings", "weddings", "couples clients"),
        Entry("inbox", "Inbox", "inbox", "replies threads"),
    ),
    (
        Entry("campaigns", "Campaigns", "campaigns", "broadcast send"),
        Entry("timelines", "Timelines", "timelines", "automation steps"),
        Entry("templates", "Templates", "letter", "messages library words"),
        Entry("segments", "Audiences", "audiences", "segments who"),
        Entry("copies", "AI copy", "letter", "model wording"),
    ),
    (
        Entry("insights", "Insights", "insights", "figures reports"),
        Entry("season", "Season", "season", "calendar simulation forecast"),
        Entry("imports", "Import", "imports", "csv spreadsheet couples"),
        Entry("integrations", "Integrations", "integrations", "providers crm keys hooks"),
        Entry("settings", "Settings", "settings", "brand hours team"),
    ),
)
# Pages that the palette knows and the menu doesn't show.
FURTHER = (
    Entry("campaign-new", "New campaign", "campaigns", "write send"),
    Entry("template-new", "New template", "letter", "write message"),
    Entry("template-fields", "Merge fields", "letter", "liquid placeholders unknown"),
    Entry("timelines-library", "Ready timelines", "timelines", "library"),
    Entry("reflows", "Moved dates", "weddings", "moves reflow undo"),
    Entry("emergencies", "Emergencies", "weddings", "urgent day"),
    Entry("saved-replies", "Saved replies", "inbox", "answers snippets"),
    Entry("keys", "API keys", "integrations", "programs tokens"),
    Entry("webhooks", "Webhooks", "integrations", "hooks outgoing events"),
    Entry("caps", "Limits", "settings", "caps frequency how much"),
    Entry("settings-brand", "Brand and sender", "settings", "name colour address logo"),
    Entry("settings-hours", "Hours, season and protection", "settings", "quiet saturday peak"),
    Entry("settings-budgets", "Budgets", "settings", "money cost"),
    Entry("settings-sending", "Pause all sending", "settings", "stop resume"),
    Entry("team", "Team", "settings", "members invite roles"),
    Entry("sessions", "Signed-in devices", "settings", "sessions revoke sign out"),
    Entry("history", "History", "settings", "audit log events"),
    Entry("export", "Export of all data", "settings", "download csv"),
    Entry("webhooks", "Webhooks", "integrations", "events zapier endpoint"),
    Entry("keys", "API keys", "integrations", "program token access"),
    Entry("mfa_index", "Two-step sign-in and passkeys", "account", "security totp recovery"),
    Entry("test", "Send yourself a test", "letter", "try message"),
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
