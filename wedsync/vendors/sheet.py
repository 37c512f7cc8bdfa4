"""Pages of the operators' admin that are no list of a model: a sentence, a form, a table."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse

MOST = 200  # rows


def sheet(
    request: HttpRequest,
    title: str,
    head: Sequence[str] = (),
    rows: Iterable[Sequence[Any]] = (),
    **more: Any,
) -> TemplateResponse:
    """`more`: `intro` above, `form` with its `button`, and `empty`, said without any rows."""
    context = admin.site.each_context(request)
    shown = {"title": title, "head": head, "rows": list(rows)[:MOST], **more}
    return TemplateResponse(request, "admin/sheet.html", {**context, **shown})
