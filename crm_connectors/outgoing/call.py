"""One call to an address that a vendor typed: to a checked address, within a time, once."""

import http.client
import ssl
from collections.abc import Mapping, Sequence
from datetime import timedelta

from crm_connectors.outgoing.outcome import Answer
from wedsync.lib.pinned import Pinned, resolved, within
from wedsync.lib.target import NoTarget, Target, choose
from wedsync.lib.worded import worded

SECONDS = 10.0  # from the first look-up to the last byte that is read
MOST_READ = 2_000  # bytes of an answer: for the log, nobody needs more
LATE = worded("no answer within ten seconds")
REDIRECTS = frozenset({301, 302, 303, 307, 308})
Request = tuple[str, str, bytes | None, dict[str, str]]  # method, path, body, headers


def post(target: Target, body: bytes, headers: Mapping[str, str], allowed: Sequence[str]) -> Answer:
    """What came of it; never raises for anything the other side does. Redirects are an answer."""
    return _call(target, allowed, MOST_READ, ("POST", target.path, body, dict(headers)))


def fetch(target: Target, headers: Mapping[str, str], allowed: Sequence[str], most: int) -> Answer:
    """Likewise a GET; of its answer at most `most` bytes, read as UTF-8."""
    return _call(target, allowed, most, ("GET", target.path, None, dict(headers)))


def _call(target: Target, allowed: Sequence[str], most: int, request: Request) -> Answer:
    try:
        address = choose(resolved(target), allowed)
    except NoTarget as error:
        return Answer(0, str(error))
    except (OSError, UnicodeError):
        return Answer(0, worded("its host was not found"))
    return _sent(Pinned(target, address, SECONDS), most, request)


def _sent(connection: Pinned, most: int, request: Request) -> Answer:
    try:
        with within(connection, SECONDS):
            return _answered(connection, most, request)
    except TimeoutError:
        return Answer(0, LATE)
    except ssl.SSLError as error:
        return Answer(0, worded("no secure connection ({error})", error=error.reason or "TLS"))
    except (OSError, http.client.HTTPException) as error:
        return Answer(0, _said(error, late=connection.late))


def _answered(connection: Pinned, most: int, request: Request) -> Answer:
    connection.request(*request)
    response = connection.getresponse()
    text = response.read(most).decode("utf-8", "replace").replace("\0", "")
    if connection.late:
        return Answer(0, LATE)
    told = response.headers
    leads = told.get("Location", "") if response.status in REDIRECTS else ""
    return Answer(response.status, "", _asked(told.get("Retry-After")), text, leads)


def _said(error: Exception, *, late: bool) -> str:
    if late:
        return LATE
    if isinstance(error, ConnectionRefusedError):
        return worded("nobody listens there")
    return worded("the connection broke ({error})", error=type(error).__name__)


def _asked(header: str | None) -> timedelta | None:
    """Retry-After in seconds; its other form, a date, is rare enough to be passed over."""
    return timedelta(seconds=int(header)) if header and header.isdecimal() else None
