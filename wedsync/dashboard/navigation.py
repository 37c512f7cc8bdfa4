"""The ways through the house: what the menu, the palette and Today's actions lead to."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from wedsync.lib.worded import worded


@dataclass(frozen=True)
class Entry:
    """`name` is of an address, and the first word of those that belong to it; see `ui.section`."""

    name: str
    label: StrPromise
    icon: str
    words: str = ""  # others by which somebody may look for it


GROUPS: tuple[tuple[Entry, ...], ...] = (
    (
        Entry("today", _("Today"), "today", worded("home start needs")),
        Entry("weddings", _("Weddings"), "weddings", worded("couples clients")),
        Entry("inbox", _("Inbox"), "inbox", worded("replies threads")),
    ),
    (
        Entry("campaigns", _("Campaigns"), "campaigns", worded("broadcast send")),
        Entry("timelines", _("Timelines"), "timelines", worded("automation steps")),
        Entry("templates", _("Templates"), "letter", worded("messages library words")),
        Entry("segments", _("Audiences"), "audiences", worded("segments who")),
        Entry("copies", _("AI copy"), "letter", worded("model wording")),
    ),
    (
        Entry("insights", _("Insights"), "insights", worded("figures reports")),
        Entry("season", _("Season"), "season", worded("calendar simulation forecast")),
        Entry("imports", _("Import"), "imports", worded("csv spreadsheet couples")),
        Entry(
            "integrations", _("Integrations"), "integrations", worded("providers crm keys hooks")
        ),
        Entry("settings", _("Settings"), "settings", worded("brand hours team")),
    ),
)
# Pages that the palette knows and the menu doesn't show.
FURTHER = (
    Entry("wedding-new", _("New couple"), "weddings", worded("add client lead inquiry")),
    Entry("campaign-new", _("New campaign"), "campaigns", worded("write send")),
    Entry("template-new", _("New template"), "letter", worded("write message")),
    Entry("template-fields", _("Merge fields"), "letter", worded("liquid placeholders unknown")),
    Entry("timelines-library", _("Ready timelines"), "timelines", worded("library")),
    Entry("reflows", _("Moved dates"), "weddings", worded("moves reflow undo")),
    Entry("emergencies", _("Emergencies"), "weddings", worded("urgent day")),
    Entry("saved-replies", _("Saved replies"), "inbox", worded("answers snippets")),
    Entry("senders", _("Senders"), "integrations", worded("provider accounts smtp resend twilio")),
    Entry("keys", _("API keys"), "integrations", worded("programs tokens access")),
    Entry("webhooks", _("Webhooks"), "integrations", worded("hooks outgoing events zapier")),
    Entry("caps", _("Limits"), "settings", worded("caps frequency how much")),
    Entry("settings-brand", _("Brand and sender"), "settings", worded("name colour address logo")),
    Entry(
        "settings-hours",
        _("Hours, season and protection"),
        "settings",
        worded("quiet saturday peak"),
    ),
    Entry("settings-budgets", _("Budgets"), "settings", worded("money cost")),
    Entry("settings-consents", _("Words of consent"), "settings", worded("opt-in gdpr yes")),
    Entry("settings-inquiries", _("Inquiry form"), "settings", worded("contact lead couples ask")),
    Entry("settings-language", _("Language"), "settings", worded("idioma español english")),
    Entry("settings-sending", _("Pause all sending"), "settings", worded("stop resume")),
    Entry("team", _("Team"), "settings", worded("members invite roles")),
    Entry("sessions", _("Signed-in devices"), "settings", worded("sessions revoke sign out")),
    Entry("history", _("History"), "settings", worded("audit log events")),
    Entry("export", _("Export of all data"), "settings", worded("download csv")),
    Entry(
        "mfa_index", _("Two-step sign-in and passkeys"), "account", worded("security totp recovery")
    ),
    Entry("test", _("Send yourself a test"), "letter", worded("try message")),
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
