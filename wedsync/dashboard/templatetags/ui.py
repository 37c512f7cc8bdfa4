"""The few things a template can't say by itself: chips, instants with their zone, initials."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from messaging.channels.registry import channels
from messaging.tend import unread_threads
from messaging.why import zone_name
from wedsync.dashboard import column_names, navigation, places
from wedsync.dashboard.looks import look
from wedsync.dashboard.meanwhile import seen_in
from wedsync.dashboard.navigation import Entry
from wedsync.lib.dates import dated
from wedsync.lib.translated import translated
from wedsync.vendors.models import SupportVisit
from wedsync.weddings.models import Precision, Wedding

register = template.Library()

MOST_UNREAD = 99

SECTIONS = {
    "home": "today",
    "campaign": "campaigns",
    "audience": "campaigns",
    "message": "campaigns",
    "segment": "segments",
    "timeline": "timelines",
    "template": "templates",
    "wedding": "weddings",
    "step": "weddings",
    "reflow": "weddings",
    "reflows": "weddings",
    "emergency": "weddings",
    "emergencies": "weddings",
    "import": "imports",
    "integration": "integrations",
    "run": "integrations",
    "copy": "copies",
    "webhook": "integrations",
    "webhooks": "integrations",
    "key": "integrations",
    "keys": "integrations",
    "thread": "inbox",
    "saved": "inbox",
    "caps": "settings",
    "team": "settings",
    "seats": "settings",
    "sessions": "settings",
    "session": "settings",
    "seat": "settings",
    "mfa_index": "settings",
    "history": "settings",
    "export": "settings",
    "support": "settings",
}


@register.simple_tag(takes_context=True)
def section(context: dict[str, Any]) -> str:
    """The entry of the menu that this page belongs to, by the first word of its address' name."""
    match = context["request"].resolver_match
    first = (match.url_name or "").partition("-")[0] if match else ""
    return SECTIONS.get(first, first)


@register.simple_tag
def menu() -> tuple[tuple[Entry, ...], ...]:
    return navigation.menu()


@register.simple_tag(takes_context=True)
def unread(context: dict[str, Any]) -> str:
    """How many conversations nobody has read, as the menu says it: nothing, 3, 99+."""
    vendor = context["request"].vendor
    count = unread_threads(vendor, timezone.now(), MOST_UNREAD + 1) if vendor else 0
    return f"{MOST_UNREAD}+" if count > MOST_UNREAD else str(count or "")


@register.simple_tag
def chip(kind: str, state: str, after: str = "") -> SafeString:
    """`{% chip "message" message.state %}`: word, mark and colour of a state."""
    seen = look(kind, state)
    tail = f" {after}" if after != "" else ""
    return format_html('<span class="chip {}">{}{}</span>', seen.tone, translated(seen.word), tail)


@register.filter
def word(state: str, kind: str) -> str:
    return translated(look(kind, state).word)


@register.filter
def at(names: dict[Any, str], key: object) -> str:
    """`{{ names|at:row.wedding_id }}`."""
    return names.get(key, "")


@register.filter
def changed(changes: dict[str, Any]) -> list[str]:
    """`Wedding: guests 90 → 120` for each field of a row; names alone where no values are."""
    lines = []
    for what, fields in sorted(changes.items()):
        told = fields if isinstance(fields, dict) else dict.fromkeys(fields)
        for name, values in sorted(told.items()):
            shift = f" {values[0] or gettext('nothing')} → {values[1]}" if values else ""
            lines.append(f"{column_names.group(what)}: {column_names.part(name)}{shift}")
    return lines


@register.filter
def place(where: str) -> str:
    """`{{ line.where|place }}`: `Bloque 3 (texto)`."""
    return places.in_words(where)


@register.filter
def tone(state: str, kind: str) -> str:
    return look(kind, state).tone


@register.filter
def moment(instant: dt.datetime | None) -> str:
    """In the zone of the page (the vendor's), which it names."""
    if instant is None:
        return ""
    return (
        f"{said(instant.astimezone(_zone()), 'EEE d MMM y, HH:mm')} {zone_name(instant, _zone())}"
    )


@register.filter(expects_localtime=True)
def said(at: dt.date | None, pattern: str) -> str:
    """`{{ key.created_at|said:"d MMM y" }}`: by a pattern of CLDR, in the page's language."""
    return dated(at, pattern, get_language() or "en") if at else ""


@register.filter
def minutes_left(visit: SupportVisit) -> int:
    return visit.minutes_left(timezone.now())


@register.simple_tag
def zone() -> str:
    """What the page's zone is called now."""
    return zone_name(timezone.now(), _zone())


@register.filter
def wedding_day(wedding: Wedding | None) -> str:
    """`Sat 19 Jun 2027`, or as much of it as is known."""
    if wedding is None:
        return ""
    if wedding.date is None:
        return gettext("No date yet")
    if wedding.precision == Precision.MONTH:
        return said(wedding.date, "MMMM y")
    return said(wedding.date, "EEE d MMM y")


@register.filter
def seen_as(shown: object) -> str:
    """What comes back with a form as `seen`: see `nobody_overwrites`."""
    return seen_in(shown)


@register.filter
def initials(name: str) -> str:
    words = [one for one in name.split() if one[0].isalnum()]
    return "".join(one[0] for one in words[:2]).upper()


@register.filter
def channel_label(key: str) -> str:
    found = channels().get(key)
    return translated(found.label) if found else key


def _zone() -> ZoneInfo:
    return timezone.get_current_timezone()
