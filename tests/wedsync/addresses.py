"""Every address of the current urlconf, with something in the place of every hole."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

# What stands in a path where no id does.
WORDS = {
    "provider": "resend",
    "token": "AAAA",
    "colour": "8a3b4d",
    "key": "x",
    "connector": "custom",
    "door": "AAAA",
    "uidb36": "1",
    "number": "1",
    "rest": "nowhere",
    "table": "channels",
    "slot": "subject",
}
HOLE = re.compile(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


def routes() -> list[str]:
    """Every path of the house except the admin's, with `<id>` where an id of a row goes."""
    found = _walk(get_resolver().url_patterns)
    ours = [one for one in found if not one.startswith(("admin/", "static/"))]
    return ["/" + HOLE.sub(_filled, one) for one in ours]


def _walk(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for one in patterns:
        part = str(one.pattern)
        if isinstance(one.pattern, RegexPattern):
            part = part.removeprefix("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, before + part)
        else:
            yield before + part


def _filled(hole: re.Match[str]) -> str:
    """Raises KeyError for a hole nobody has thought of yet."""
    kind, name, group = hole.groups()
    name = name or group
    if kind == "uuid" or name in {"pk", "id"}:
        return "<id>"
    return WORDS[name]
