"""Whose approval a campaign needs, and what exactly was approved. Pure.

An approval belongs to what was approved, not to a moment: it never runs out, an edit leaves it
behind, and taking the edit back brings it back.
"""

import datetime as dt
import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from personalization.sign_off import BY_ANOTHER, BY_OWNER, Needs

# All that decides who gets what, when and over which way. The name is for the vendor alone.
CONTENT = (
    "version_id", "channel", "purpose", "audience", "strategy", "further", "timing", "starts_at",
    "grace_minutes", "span_days", "deadline", "per_hour", "goal", "goal_days", "holdout_percent",
    "budget_micros", "budget_currency",
)  # fmt: skip


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 over the values of CONTENT, in hex. Raises KeyError for one that is missing."""
    told = {name: content[name] for name in CONTENT}
    return sha256(json.dumps(told, sort_keys=True, default=_plain).encode()).hexdigest()


def may_approve(needs: Needs, actor: str, involved: set[str], *, owns: bool) -> str:
    """ "" if they may, else the sentence that says why not.

    `involved` are those who wrote it or asked for the approval.
    """
    if needs is Needs.OWNER and not owns:
        return BY_OWNER
    if needs is Needs.SECOND and actor in involved:
        return BY_ANOTHER
    return ""


def _plain(value: object) -> str:
    """An instant is the same one in every zone."""
    return str(value.astimezone(dt.UTC) if isinstance(value, dt.datetime) else value)
