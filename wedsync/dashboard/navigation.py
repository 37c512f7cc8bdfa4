"""The ways through the house: what the menu, the palette and Today's actions lead to."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from wedsync.lib.worded import worded


@dataclass(frozen=True)
class Entry:
    """`name` is of an address, and the first word of those that belong to it; see `ui.section`."""

    name: str
    label: str
    icon: str
    words: str = ""  # others by which somebody may look for it


GROUPS: tuple[tuple[Entry, ...], ...] = (
    (
        Entry("today", worded("Today"), "today", worded("home start needs")),
        Entry("weddings", worded("Weddings"), "weddings", worded("couples clients")),
        Entry("inbox", worded("Inbox"), "inbox", worded("replies threads")),
    ),
    (
        Entry("campaigns", worded("Campaigns"), "campaigns", worded("broadcast send")),
        Entry("timelines", worded("Timelines"), "timelines", worded("automation steps")),
        Entry("templates", worded("Templates"), "letter", worded("messages library words")),
        Entry("segments", worded("Audiences"), "audiences", worded("segments who")),
        Entry("copies", worded("AI copy"), "letter", worded("model wording")),
    ),
    (
        Entry("insights", worded("Insights"), "insights", worded("figures reports")),
        Entry("season", worded("Season"), "season", worded("calendar simulation forecast")),
        Entry("imports", worded("Import"), "imports", worded("csv spreadsheet couples")),
        Entry(
            "integrations",
            worded("Integrations"),
            "integrations",
            worded("providers crm keys hooks"),
        ),
        Entry("settings", worded("Settings"), "settings", worded("brand hours team")),
    ),
)
# Pages that the palette knows and the menu doesn't show.
FURTHER = (
    Entry("campaign-new", worded("New campaign"), "campaigns", worded("write send")),
    Entry("timelines-library", worded("Ready timelines"), "timelines", worded("library")),
    Entry("reflows", worded("Moved dates"), "weddings", worded("moves reflow undo")),
    Entry("emergencies", worded("Emergencies"), "weddings", worded("urgent day")),
    Entry("saved-replies", worded("Saved replies"), "inbox", worded("answers snippets")),
    Entry("keys", worded("API keys"), "integrations", worded("programs tokens")),
    Entry("webhooks", worded("Webhooks"), "integrations", worded("hooks outgoing events")),
    Entry("caps", worded("Limits"), "settings", worded("caps frequency how much")),
    Entry(
        "settings-brand", worded("Brand and sender"), "settings", worded("name colour address logo")
    ),
    Entry(
        "settings-hours",
        worded("Hours, season and protection"),
        "settings",
        worded("quiet saturday peak"),
    ),
    Entry("settings-budgets", worded("Budgets"), "settings", worded("money cost")),
    Entry("settings-sending", worded("Pause all sending"), "settings", worded("stop resume")),
    Entry("team", worded("Team"), "settings", worded("members invite roles")),
    Entry("sessions", worded("Signed-in devices"), "settings", worded("sessions revoke sign out")),
    Entry("history", worded("History"), "settings", worded("audit log events")),
    Entry("export", worded("Export of all data"), "settings", worded("download csv")),
    Entry("webhooks", worded("Webhooks"), "integrations", worded("events zapier endpoint")),
    Entry("keys", worded("API keys"), "integrations", worded("program token access")),
    Entry(
        "mfa_index",
        worded("Two-step sign-in and passkeys"),
        "account",
        worded("security totp recovery"),
    ),
    Entry("test", worded("Send yourself a test"), "letter", worded("try message")),
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
