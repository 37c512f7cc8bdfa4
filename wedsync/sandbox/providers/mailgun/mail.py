"""A mail as a client of Mailgun writes it, read into Drafts: one, or one for each recipient.

A draft's `tags` are its user variables (`v:`), which come back with every event.
"""

import json
import re
import time
import uuid
from collections.abc import Mapping
from typing import Any, Final

from wedsync.sandbox import addresses
from wedsync.sandbox.ledger import Draft
from wedsync.sandbox.providers.mailgun.form import Form
from wedsync.sandbox.providers.mailgun.refusal import Refused

MOST_RECIPIENTS: Final = 1000
MOST_OPTIONS: Final = 16_384  # bytes of all o:, h:, v: and t: together
PLACE: Final = re.compile(r"%recipient\.([^%]+)%")
UNSPOKEN: Final = ("template", "amp-html", "o:deliverytime", "o:testmode", "o:time-zone-localize")
YES: Final = frozenset({"yes", "true", "htmlonly"})

Variables = dict[str, dict[str, Any]]


def read(form: Form, domain: str) -> list[Draft]:
    """All of them share one id. Raises Refused for the first thing that is wrong."""
    _check(form)
    to = _recipients(form, "to")
    variables = _variables(form)
    draft = Draft(
        id=f"<{time.strftime('%Y%m%d%H%M%S')}.{uuid.uuid4().hex[:16]}@{domain}>",
        sender=", ".join(form["from"]),
        to=to,
        subject=_first(form, "subject"),
        headers=_options(form, "h:"),
        tags=_options(form, "v:"),
        html=_first(form, "html"),
        text=_first(form, "text"),
        further={
            "domain": domain,
            "tags": form.get("o:tag", []),
            "opens": _tracked(form, "o:tracking-opens"),
            "clicks": _tracked(form, "o:tracking-clicks"),
            "cc": _recipients(form, "cc"),
            "bcc": _recipients(form, "bcc"),
            "attachments": form.get("attachment", []) + form.get("inline", []),
        },
    )
    if variables is None:
        return [draft]
    return [_personal(draft, one, variables.get(one, {})) for one in to]


def _check(form: Form) -> None:
    for field in ("from", "to"):
        if not "".join(form.get(field, [])).strip():
            raise Refused(f"{field} parameter is missing")
    _recipients(form, "from")
    if not _first(form, "text") and not _first(form, "html"):
        raise Refused("Need at least one of 'text' or 'html' parameters specified")
    for field in UNSPOKEN:
        if _first(form, field) not in {"", "no", "false"}:
            raise Refused(f"The sandbox does not speak Mailgun's {field}.")
    options = [name + text for name in form if name[1:2] == ":" for text in form[name]]
    if sum(len(option.encode()) for option in options) > MOST_OPTIONS:
        raise Refused("Options (o:, h:, v:, t:) must not exceed 16KB in total")


def _recipients(form: Form, field: str) -> tuple[str, ...]:
    try:
        found = addresses.bare(form.get(field, []))
    except ValueError:
        message = f"{field} parameter is not a valid address. please check documentation"
        raise Refused(message) from None
    if len(found) > MOST_RECIPIENTS:
        raise Refused(f"{field} parameter has more than {MOST_RECIPIENTS} recipients")
    return found


def _variables(form: Form) -> Variables | None:
    """None: one mail that shows all its recipients to each other."""
    if "recipient-variables" not in form:
        return None
    try:
        told = json.loads(_first(form, "recipient-variables") or "{}")
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or not all(isinstance(one, dict) for one in told.values()):
        raise Refused("recipient-variables parameter is not valid JSON")
    return told


def _personal(draft: Draft, to: str, variables: Mapping[str, Any]) -> Draft:
    def fill(text: str) -> str:
        return PLACE.sub(lambda place: str(variables.get(place[1], place[0])), text)

    return Draft(
        id=draft.id,
        sender=draft.sender,
        to=(to,),
        subject=fill(draft.subject),
        headers={name: fill(text) for name, text in draft.headers.items()},
        tags={name: fill(text) for name, text in draft.tags.items()},
        html=fill(draft.html),
        text=fill(draft.text),
        further=draft.further,
    )


def _options(form: Form, prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix): texts[-1]
        for name, texts in form.items()
        if name.startswith(prefix)
    }


def _tracked(form: Form, option: str) -> bool:
    return _first(form, option) in YES or (option not in form and _first(form, "o:tracking") in YES)


def _first(form: Form, field: str) -> str:
    return form.get(field, [""])[0]
