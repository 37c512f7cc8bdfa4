"""The form a client of Mailgun posts: URL-encoded, or multipart where there are attachments."""

from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from urllib.parse import parse_qsl

from wedsync.sandbox.providers.mailgun.refusal import Refused
from wedsync.sandbox.wire import Request

Form = dict[str, list[str]]


def read(request: Request) -> Form:
    """Field to values; of a file its name is kept. Raises Refused."""
    kind = request.headers.get("content-type", "")
    multipart = kind.lower().startswith("multipart/form-data")
    form: Form = {}
    try:
        pairs = _parts(kind, request.body) if multipart else _pairs(request.body)
        for name, value in pairs:
            form.setdefault(name, []).append(value)
    except (ValueError, LookupError):
        raise Refused("The request body could not be parsed.") from None
    return form


def _pairs(body: bytes) -> Iterator[tuple[str, str]]:
    return iter(parse_qsl(body.decode(), keep_blank_values=True))


def _parts(kind: str, body: bytes) -> Iterator[tuple[str, str]]:
    head = f"Content-Type: {kind}\r\n\r\n".encode("latin-1")
    form = BytesParser().parsebytes(head + body)
    if not form.is_multipart():
        raise ValueError("There are no parts.")
    yield from (_field(part) for part in form.walk() if part is not form)


def _field(part: Message) -> tuple[str, str]:
    name = str(part.get_param("name", "", header="content-disposition"))
    if filename := part.get_filename():
        return name, filename
    content = part.get_payload(decode=True)
    return name, content.decode() if isinstance(content, bytes) else ""
