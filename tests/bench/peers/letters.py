"""A guest's mail: Django's own templates, parsed once, and links signed as ours are."""

import datetime as dt
from functools import cache
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template import Context, Template
from django.utils.formats import date_format

from tests.bench import letter
from tests.bench.peers.models import Guest
from wedsync.lib import tokens

KEYS = {1: b"thirty-two bytes, good for tests"}
SENDER = f"{letter.VENDOR['sender_name']} <{letter.VENDOR['sender_email']}>"
VENDOR = letter.VENDOR | {"signature_lines": letter.VENDOR["signature"].splitlines()}
BRAND = {"accent": "#8a3b4d", "on_accent": "#ffffff"}


def parts(guest: Guest, today: dt.date) -> dict[str, Any]:
    """Subject, text, html and headers."""
    context = Context(_values(guest, today))
    written = {name: template.render(context) for name, template in _templates().items()}
    leave = context["links"]["unsubscribe"]
    headers = {
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return {**written, "subject": written["subject"].strip(), "headers": headers}


def message(guest: Guest, today: dt.date) -> EmailMultiAlternatives:
    made = parts(guest, today)
    mail = EmailMultiAlternatives(
        made["subject"], made["text"], SENDER, [guest.email], headers=made["headers"]
    )
    mail.attach_alternative(made["html"], "text/html")
    return mail


@cache
def _templates() -> dict[str, Template]:
    return {name: Template(source) for name, source in letter.for_django().items()}


def _values(guest: Guest, today: dt.date) -> dict[str, Any]:
    left = (guest.date - today).days
    leave = _url(guest.pk, "unsubscribe", 0)
    return {
        "couple": {
            "names": f"{guest.given_name} & {guest.partner} {guest.family_name}",
            "first_names": f"{guest.given_name} & {guest.partner}",
        },
        "person": {
            "first_name": guest.given_name,
            "full_name": f"{guest.given_name} {guest.family_name}",
        },
        "partner": {"first_name": guest.partner},
        "wedding": {
            "date_long": date_format(guest.date, "l, F j, Y"),
            "month": date_format(guest.date, "F Y"),
            "days_to_go": left,
            "weeks_to_go": left // 7,
            "venue": guest.venue,
            "city": guest.city,
            "guests": guest.guests,
        },
        "vendor": VENDOR,
        "brand": BRAND,
        "links": {"unsubscribe": leave, "preferences": leave},
        "link": [_url(guest.pk, "click", n) for n in range(6)],
        "pixel": "",
    }


def _url(pk: int, purpose: str, index: int) -> str:
    payload = pk.to_bytes(32) + index.to_bytes(2)
    return f"{letter.BASE}/{purpose[0]}/{tokens.sign(purpose, payload, KEYS, 1)}/"
