"""Which state of a thing this is, so that nobody overwrites what they have not seen (RFC 9110)."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.utils.encoders import JSONEncoder

LENGTH = 32


class Changed(APIException):
    """412: somebody changed it since."""

    status_code = 412
    default_code = "precondition_failed"
    default_detail = "It has changed since you read it: read it again before you change it."


def tag_of(data: Mapping[str, Any]) -> str:
    """A strong tag of everything that is shown of a thing, whatever fields were asked for."""
    text = json.dumps(data, cls=JSONEncoder, sort_keys=True)
    return f'"{sha256(text.encode()).hexdigest()[:LENGTH]}"'


def refuse_stale(request: Request, tag: str) -> None:
    """Raises Changed if the caller saw another state; without `If-Match` they don't care."""
    said = request.headers.get("If-Match")
    if said is not None and not _names(said, tag):
        raise Changed


def seen(request: Request, tag: str) -> bool:
    """Whether the caller has just this state already (`If-None-Match`)."""
    said = request.headers.get("If-None-Match")
    return said is not None and _names(said.replace("W/", ""), tag)


def _names(said: str, tag: str) -> bool:
    return said.strip() == "*" or tag in [one.strip() for one in said.split(",")]
