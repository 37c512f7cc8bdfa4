"""A vendor's colour on the pages couples see: a style sheet by the colour's own name."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

FOREVER = 365 * 24 * 3600
DARKEST = 0.04045  # below it sRGB is linear (IEC 61966-2-1)
DARK_ENOUGH = 0.179  # relative luminance at which black and white text contrast alike (WCAG 2)


@require_safe
@cache_control(public=True, max_age=FOREVER, immutable=True)
def stylesheet(request: HttpRequest, colour: str) -> HttpResponse:
    """`colour` is six hexadecimal digits; the address says it all, so it may be kept for ever."""
    return HttpResponse(css(colour), content_type="text/css")


def css(colour: str) -> str:
    """The accent, a stronger one under the pointer, and the ink that can be read on it."""
    ink = "#fff" if _luminance(colour) < DARK_ENOUGH else "#000"
    strong = f"color-mix(in oklch, #{colour}, black 15%)"
    return f":root{{--accent:#{colour};--accent-strong:{strong};--on-accent:{ink}}}\n"


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= DARKEST else ((channel + 0.055) / 1.055) ** 2.4
