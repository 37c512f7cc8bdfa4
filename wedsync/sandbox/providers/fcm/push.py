"""A push as a client of Firebase writes it: checked, and read into a Draft.

A registration decides by its name, alone or followed by - . _ or : and anything: `unregistered`,
`mismatch`, `quota`, `unavailable`, `invalid` are refused with the error they are named after.
"""

import json
import re
import uuid
from collections.abc import Mapping
from typing import Any, Final

from wedsync.sandbox.ledger import Draft
from wedsync.sandbox.providers.fcm.refusal import invalid, ready

TARGETS: Final = ("fid", "token", "topic", "condition")
MAGIC: Final = re.compile(r"(unregistered|mismatch|quota|unavailable|invalid)(?:[._:-].*)?")
REFUSALS: Final = {
    "unregistered": "UNREGISTERED",
    "mismatch": "SENDER_ID_MISMATCH",
    "quota": "QUOTA_EXCEEDED",
    "unavailable": "UNAVAILABLE",
    "invalid": "INVALID_ARGUMENT",
}
# What makes a second push take the place of the first: by platform, where it is written.
COLLAPSING: Final[dict[str, tuple[str, ...]]] = {
    "collapse_key": ("android", "collapse_key"),
    "android_tag": ("android", "notification", "tag"),
    "apns_collapse_id": ("apns", "headers", "apns-collapse-id"),
    "webpush_tag": ("webpush", "notification", "tag"),
    "webpush_topic": ("webpush", "headers", "Topic"),
}
LARGEST: Final = 4096  # bytes
# The others only keep a device that was away from being sent both.
ON_SCREEN: Final = frozenset({"android_tag", "apns_collapse_id", "webpush_tag"})


def read(order: object, project: str) -> Draft:
    """Raises Refused. Two pushes with the same tags to the same device show as one."""
    message = order.get("message") if isinstance(order, dict) else None
    if not isinstance(order, dict) or not isinstance(message, dict):
        raise invalid("The message is missing.")
    target = _target(message)
    _check_size(message)
    if magic := MAGIC.fullmatch(target):
        raise ready(REFUSALS[magic[1]])
    tags = {name: found for name, way in COLLAPSING.items() if (found := _at(message, way))}
    return Draft(
        id=f"projects/{project}/messages/{uuid.uuid4()}",
        to=(target,),
        sender=project,
        subject=_at(message, ("notification", "title")),
        tags=tags,
        replaces=_replaces(tags),
        text=json.dumps(message, sort_keys=True),
        further={"validate_only": order.get("validate_only") is True},
        story=(),
    )


def _replaces(tags: Mapping[str, str]) -> str:
    """All that replaces on a screen, whatever device it is; "" when there is nothing."""
    shown = {name: tag for name, tag in tags.items() if name in ON_SCREEN}
    return json.dumps(shown, sort_keys=True) if shown else ""


def _target(message: Mapping[str, Any]) -> str:
    given = [message[name] for name in TARGETS if message.get(name)]
    if len(given) != 1 or not isinstance(given[0], str):
        raise invalid(f"Exactly one of {', '.join(TARGETS)} is required.")
    return given[0]


def _check_size(message: Mapping[str, Any]) -> None:
    data = message.get("data") or {}
    if not isinstance(data, dict) or not all(isinstance(text, str) for text in data.values()):
        raise invalid("The values of data must be texts.")
    told = {"data": data, "notification": message.get("notification")}
    if len(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")) > LARGEST:
        raise invalid(f"The message is larger than {LARGEST} bytes.")


def _at(message: object, way: tuple[str, ...]) -> str:
    """The text at the end of a way through objects; "" when there is none."""
    for name in way:
        message = message.get(name) if isinstance(message, dict) else None
    return message if isinstance(message, str) else ""
