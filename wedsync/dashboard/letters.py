"""A message as somebody reads it, in a frame of its own that can do nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_sameorigin

from personalization.render import Content

# E-mail carries its styles in attributes and its pictures on other hosts; nothing else may load,
# nothing may run, and the frame has no origin of its own.
FRAME = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:", "https:"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'self'"],
    "sandbox": [""],
}


def framed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """For views that answer with a letter and nothing else."""

    @csp(FRAME)
    @xframe_options_sameorigin
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return answered


def page(content: Content) -> HttpResponse:
    return HttpResponse(content.html)
