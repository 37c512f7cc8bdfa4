"""Pages as values: templates whose places are escaped, and the policy each answer is bound by."""

import string
from functools import cache
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import Final

from wedsync.sandbox.wire import Response

HERE: Final = Path(__file__).parent
PAGE_CSP: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
# A mail styles itself inline, as mails do. It loads nothing: looking here counts as no open.
MAIL_CSP: Final = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none';"
    " base-uri 'none'; frame-ancestors 'self'"
)
STATIC: Final = {"/static/sandbox.css": "text/css", "/static/icon.svg": "image/svg+xml"}


class Safe(str):
    """HTML already: fill() leaves it as it is."""

    __slots__ = ()


def fill(name: str, **values: object) -> Safe:
    """html/<name>.html with its $places filled; whatever is not Safe is escaped."""
    told = {k: v if isinstance(v, Safe) else escape(str(v)) for k, v in values.items()}
    return Safe(_template(name).substitute(told))


@cache
def _template(name: str) -> string.Template:
    return string.Template((HERE / "html" / f"{name}.html").read_text(encoding="utf-8"))


def page(title: str, body: Safe, status: int = HTTPStatus.OK) -> Response:
    html = fill("page", title=title, body=body)
    return Response(status, html.encode(errors="replace"), headers("text/html", PAGE_CSP))


def static(path: str) -> Response:
    content = (HERE / path.lstrip("/")).read_bytes()
    return Response(body=content, headers=headers(STATIC[path], PAGE_CSP))


def headers(kind: str, csp: str) -> dict[str, str]:
    return {
        "content-type": f"{kind}; charset=utf-8",
        "content-security-policy": csp,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
    }
