"""Content templates: those every account has, and their text with variables filled in."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from wedsync.sandbox.providers.twilio.refusal import Refused

HOLE: Final = re.compile(r"\{\{\s*(\w+)\s*\}\}")
WORDS: Final[dict[str, tuple[str, str]]] = {
    f"HX{1:032x}": ("reminder", "Hello {{1}}, a reminder from {{2}}: {{3}} See you soon."),
    f"HX{2:032x}": ("schedule_change", "Hello {{1}}, your plan has changed: {{2}} Any questions?"),
    f"HX{3:032x}": ("reopen", "Hello {{1}}, may we write to you about your wedding?"),
}


def text(sid: str, variables: str) -> str:
    """Raises Refused for an unknown template, or variables that do not fill it."""
    if sid not in WORDS:
        raise Refused(21655, f"The ContentSid {sid} is Invalid")
    values = _values(variables)
    holes = set(HOLE.findall(WORDS[sid][1]))
    if holes - values.keys():
        raise Refused(21656, "The Content Variables parameter is invalid")
    return HOLE.sub(lambda hole: values[hole[1]], WORDS[sid][1])


def shown(account: str, sid: str) -> dict[str, Any]:
    """As /v1/Content tells it."""
    name, words = WORDS[sid]
    url = f"https://content.twilio.com/v1/Content/{sid}"
    return {
        "sid": sid,
        "account_sid": account,
        "friendly_name": name,
        "language": "en",
        "variables": dict.fromkeys(HOLE.findall(words), ""),
        "types": {"twilio/text": {"body": words}},
        "date_created": "2026-01-01T00:00:00Z",
        "date_updated": "2026-01-01T00:00:00Z",
        "url": url,
        "links": {"approval_fetch": f"{url}/ApprovalRequests"},
    }


def listed(account: str) -> dict[str, Any]:
    url = "https://content.twilio.com/v1/Content?PageSize=50&Page=0"
    return {
        "contents": [shown(account, sid) for sid in WORDS],
        "meta": {
            "page": 0,
            "page_size": 50,
            "first_page_url": url,
            "previous_page_url": None,
            "next_page_url": None,
            "url": url,
            "key": "contents",
        },
    }


def _values(variables: str) -> Mapping[str, str]:
    try:
        values = json.loads(variables or "{}")
    except ValueError:
        values = None
    fit = isinstance(values, dict) and all(isinstance(v, str) and v for v in values.values())
    if not fit:
        raise Refused(21656, "The Content Variables parameter is invalid")
    return dict(values)
