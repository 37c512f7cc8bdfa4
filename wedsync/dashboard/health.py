"""Is the house alive, and does it get on: `/healthz` for restarts, `/readyz` for whoever watches.

An answer of 503 says which check failed and with what figure; no check ever raises. `/readyz`
speaks of the whole house (a dead beat makes it fail in every web process), so alarms belong
there, and load balancers at `/healthz`.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import redis
import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import now as current_time
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from messaging.heart import last_beat
from wedsync.vendors.tenancy import operator

log = structlog.get_logger(__name__)

LONGEST_DUE = 300.0  # seconds a message may be due while nothing at all leaves
LONGEST_PULSE = 60.0  # seconds without a heartbeat; beat has one every ten
PATIENCE = 2  # seconds for Redis
UNAVAILABLE = 503

# How long the oldest message has been due, and how long ago anything was handed over. A campaign
# may wait for hours behind a provider's limit, which is fine as long as the queue moves.
DUE = """
SELECT (SELECT extract(epoch FROM at - min(not_before))::float FROM messaging_message
        WHERE state = 'queued' AND not_before <= at),
       (SELECT extract(epoch FROM at - intent_at)::float FROM messaging_handover
        ORDER BY id DESC LIMIT 1)
FROM statement_timestamp() AS at
"""


@dataclass(frozen=True)
class Check:
    ok: bool
    figures: Mapping[str, object] = field(default_factory=dict)


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Alive: this process answers. Asks nobody else."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    checks = {"redis": attempt(answering), "database": attempt(reachable)}
    for name, check in (("migrations", migrated), ("due", moving), ("beat", beating)):
        # Each would only wait for the same database again.
        checks[name] = attempt(check) if checks["database"].ok else Check(False, {"skipped": True})
    ready = all(check.ok for check in checks.values())
    body = {name: {"ok": check.ok, **check.figures} for name, check in checks.items()}
    return JsonResponse({"ready": ready, "checks": body}, status=200 if ready else UNAVAILABLE)


def attempt(check: Callable[[], Check]) -> Check:
    """The kind of an error, not its text: that may name hosts and users."""
    try:
        return check()
    except (DatabaseError, InterfaceError, redis.RedisError, OSError) as error:
        log.warning("health check failed", check=check.__name__, error=str(error))
        return Check(False, {"error": type(error).__name__})


def reachable() -> Check:
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Check(True, {"milliseconds": _milliseconds_since(started)})


def answering() -> Check:
    started = time.perf_counter()
    with redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
    ) as client:
        client.ping()
    return Check(True, {"milliseconds": _milliseconds_since(started)})


def migrated() -> Check:
    """As many migrations are applied as this code brings."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Check(not missing, {"unapplied": len(missing)})


def moving() -> Check:
    with operator(), connection.cursor() as cursor:
        cursor.execute(DUE)
        due, silent = cursor.fetchone()
    stuck = due is not None and due > LONGEST_DUE and (silent is None or silent > LONGEST_DUE)
    figures = {"oldest_due_seconds": _rounded(due), "last_handover_seconds": _rounded(silent)}
    return Check(not stuck, figures)


def beating() -> Check:
    at = last_beat("beat")
    seconds = (current_time() - at).total_seconds() if at else None
    ok = seconds is not None and seconds < LONGEST_PULSE
    return Check(ok, {"seconds": _rounded(seconds)})


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)


def _milliseconds_since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)
