"""How much one caller may ask in a minute. Counted in Redis; without it nobody is stopped."""

import time
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from wedsync.api.caller import actor, vendor_of

if TYPE_CHECKING:  # rest_framework.views itself loads this module, by its name in the settings
    from rest_framework.views import APIView

WINDOW = 60  # seconds
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Rate:
    """`left` of `quota` in this window, which ends in `reset` seconds."""

    quota: int
    left: int
    reset: int

    def headers(self) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers spells them."""
        return {
            "RateLimit-Policy": f'"default";q={self.quota};w={WINDOW}',
            "RateLimit": f'"default";r={self.left};t={self.reset}',
        }


class CallerThrottle(BaseThrottle):
    """A view says what a call of it counts as (`weight`); it leaves its `rate` for the headers."""

    def allow_request(self, request: Request, view: "APIView") -> bool:
        now = time.time()
        quota = settings.API_PER_MINUTE
        count = _counted(
            f"{vendor_of(request).pk}:{actor(request)}", now, getattr(view, "weight", 1)
        )
        self.rate = Rate(quota, max(0, quota - count), ceil(WINDOW - now % WINDOW))
        view.rate = self.rate  # type: ignore[attr-defined]  # see Nouns
        return count <= quota

    def wait(self) -> float:
        return self.rate.reset


def _counted(caller: str, now: float, weight: int) -> int:
    """How much the caller has asked in this window, this call included."""
    key = f"api:{caller}:{int(now // WINDOW)}"
    try:
        cache.add(key, 0, 2 * WINDOW)
        return int(cache.incr(key, weight))
    except (RedisError, ValueError) as error:  # ValueError: forgotten between the two lines
        log.warning("calls are not counted", error=repr(error))
        return 0
