"""A form somebody posted: its fields as text, and how many files came along (none is kept)."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import QueryDict
from django.http.multipartparser import MultiPartParser, MultiPartParserError

from messaging.providers.protocol import BadWebhook, Hook

URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


@dataclass(frozen=True)
class Form:
    """Of a field that comes several times the last one counts."""

    fields: Mapping[str, str]
    files: int = 0


class _Counter(FileUploadHandler):
    """Takes no byte of a file."""

    files = 0

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        self.files += 1
        raise SkipFile


def is_form(hook: Hook) -> bool:
    return hook.headers.get("content-type", "").lower().startswith((URLENCODED, MULTIPART))


def read(hook: Hook, encoding: str = "utf-8") -> Form:
    """Raises BadWebhook."""
    kind = hook.headers.get("content-type", "")
    try:
        if kind.lower().startswith(MULTIPART):
            return _multipart(kind, hook.body, encoding)
        return Form(_fields(QueryDict(hook.body, encoding=encoding)))
    except (MultiPartParserError, SuspiciousOperation, ValueError, LookupError) as error:
        raise BadWebhook("a form that can't be read") from error


def _multipart(kind: str, body: bytes, encoding: str) -> Form:
    counter = _Counter()
    head = {"CONTENT_TYPE": kind, "CONTENT_LENGTH": len(body)}
    fields, _ = MultiPartParser(head, BytesIO(body), [counter], encoding).parse()
    return Form(_fields(fields), counter.files)


def _fields(posted: QueryDict) -> dict[str, str]:
    return {name: str(value) for name, value in posted.items()}
