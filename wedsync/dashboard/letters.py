"""A message as somebody reads it, in a frame of its own that can do nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_sameorigin

from messaging.sandboxed import LETTER
from personalization.render import Content


def framed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """For views that answer with a letter and nothing else."""

    @csp(LETTER)
    @xframe_options_sameorigin
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return answered


def page(content: Content) -> HttpResponse:
    return HttpResponse(content.html)
