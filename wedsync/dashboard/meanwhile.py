"""Two people with one form: who saves second sees what the first one saved, and loses nothing.

A page carries a mark of what it showed (`request.seen`). A form that comes back with another one
is answered by both sides, with everything that was typed still in it, to be sent again or left.
A form without a mark is somebody's who doesn't care, as a program without `If-Match`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from hashlib import blake2b
from typing import Any, NamedTuple, TypeVar

from django.db.models import Model, QuerySet
from django.forms import BaseForm, BoundField
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from wedsync.dashboard.door import CONFLICT, PageRequest, came_from

M = TypeVar("M", bound=Model)
HIDDEN = {"csrfmiddlewaretoken", "seen", "back"}
Data = Mapping[str, Any] | None


class Line(NamedTuple):
    """One thing that can be changed: its name, how it is kept, and how a person reads it."""

    label: str
    raw: str
    words: Callable[[], str]


class Both(NamedTuple):
    label: str
    theirs: str
    yours: str


# What a form holds, of (request, data, **where): with data None as it is stored (see `held`),
# else as it was posted.
Lines = Callable[..., Sequence[Line]]
Marks = Callable[..., str]


def nobody_overwrites(lines: Lines, mark_of: Marks | None = None) -> Callable[[Any], Any]:
    """For a view that shows or takes the form of `lines`; inside of `vendor_required`.

    `mark_of(request, **where)`: where the verb has a mark of its own.
    """

    def stored_mark(request: PageRequest, **where: Any) -> str:
        return mark_(lines(request, None, **where))

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: PageRequest, **where: Any) -> HttpResponse:
            mark = (mark_of or stored_mark)(request, **where)
            request.seen = request.POST.get("seen") or mark
            if _late(request, mark):
                now, typed = (lines(request, data, **where) for data in (None, request.POST))
                found = differing(now, typed)
                if found or mark_of:
                    return _both_sides(request, found, mark)
            return view(request, **where)

        guarded.keeps_marks = True  # type: ignore[attr-defined]  # for the test of all forms
        return guarded

    return decorate


def held(request: PageRequest, rows: QuerySet[M]) -> QuerySet[M]:
    """Locked while something is saved, so that nobody comes between the look and the write."""
    return rows.select_for_update(of=("self",)) if request.method == "POST" else rows


def seen_in(shown: object) -> str:
    """The mark of one field of a form, or of the one value that a form shows."""
    return mark_([_line(shown)] if isinstance(shown, BoundField) else one("", shown))


def mark_(lines: Iterable[Line]) -> str:
    said = repr([(number, line.raw) for number, line in enumerate(lines)])
    return blake2b(said.encode(), digest_size=8).hexdigest()


def one(label: str, raw: object, words: Mapping[str, object] | None = None) -> list[Line]:
    """A form of one choice or one text; `words` are its choices."""
    said = "" if raw is None else str(raw)
    return [Line(label, said, lambda: str((words or {}).get(said, said)))]


def spelled(*forms: BaseForm) -> list[Line]:
    return [_line(field) for form in forms for field in form.visible_fields()]


def differing(now: Sequence[Line], typed: Sequence[Line]) -> list[Both]:
    pairs = zip(now, typed, strict=True)
    return [Both(a.label, a.words(), b.words()) for a, b in pairs if a.raw != b.raw]


def _line(field: BoundField) -> Line:
    value = field.field.widget.format_value(field.value())
    many = value if isinstance(value, list | tuple) else [value]
    raw = sorted("" if one is None else str(one).replace("\r\n", "\n") for one in many)
    return Line(str(field.label), "\n".join(raw), lambda: _words(field, raw))


def _words(field: BoundField, raw: Sequence[str]) -> str:
    if field.widget_type == "checkbox":
        return _("Yes") if field.value() else _("No")
    choices = {str(key): str(words) for key, words in getattr(field.field, "choices", ())}
    return ", ".join(choices.get(one, one) for one in raw)


def _late(request: PageRequest, mark: str) -> bool:
    """A button of a half-written form saves nothing, so it can't be late."""
    posted = request.method == "POST" and not request.POST.get("do")
    return posted and request.POST.get("seen", mark) != mark


def _both_sides(request: PageRequest, found: Sequence[Both], mark: str) -> HttpResponse:
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in HIDDEN
        for value in values
    ]
    context = {"both": found, "typed": typed, "mark": mark, "back": came_from(request)}
    return render(request, "meanwhile.html", context, status=CONFLICT)
