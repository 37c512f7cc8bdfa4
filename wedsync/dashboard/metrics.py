"""Figures for Prometheus, read from database and Redis at the moment somebody asks.

Nothing is counted in the processes, so any number of them may answer, and a restart loses
nothing. Everything is bounded: what is under way is found by partial indexes, what is over is
counted for the last day only.
"""

import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector

from messaging.give_up import LOST_TRACK
from messaging.poison import KILLED, PUT_OFF
from wedsync.vendors.tenancy import operator

PATIENCE = 2  # seconds for Redis
QUEUE = "celery"
MOST_HELD = 10_000  # looked at, so that a season on hold doesn't hold the scrape
UNAVAILABLE = 503


@dataclass(frozen=True)
class Gauge:
    """A query whose columns are the labels in order, and then the value (null: no sample)."""

    name: str
    help: str
    sql: str
    labels: Sequence[str] = ()
    parameters: Sequence[str | int] = ()


GAUGES = (
    Gauge(
        "wedsync_messages",
        "Messages under way, and those that need a person",
        """SELECT channel, state, count(*) FROM (
             SELECT channel, state FROM messaging_message WHERE state = 'queued'
             UNION ALL SELECT channel, state FROM messaging_message
               WHERE state IN ('scheduled', 'held')
             UNION ALL SELECT channel, state FROM messaging_message
               WHERE state IN ('claimed', 'sending')
             UNION ALL SELECT channel, state FROM messaging_message
               WHERE state IN ('unknown', 'dead')
           ) live GROUP BY 1, 2""",
        ("channel", "state"),
    ),
    Gauge(
        "wedsync_messages_last_day",
        "Messages taken in during the last 24 hours, by the state they are in now",
        """SELECT channel, state, count(*) FROM messaging_message
           WHERE id >= (SELECT uuidv7(interval '-1 day')) GROUP BY 1, 2""",
        ("channel", "state"),
    ),
    Gauge(
        "wedsync_oldest_due_seconds",
        "How long the oldest claimable message has been due (0: none is)",
        """SELECT coalesce(extract(epoch FROM statement_timestamp() - min(not_before)), 0)
           FROM messaging_message WHERE state = 'queued' AND not_before <= statement_timestamp()""",
    ),
    Gauge(
        "wedsync_maybe_duplicate_messages",
        "Messages that may have arrived twice, ever",
        "SELECT count(*) FROM messaging_message WHERE maybe_duplicate",
    ),
    Gauge(
        "wedsync_maybe_duplicate_total",
        "The same by what they were for and who was asked last to take them",
        """SELECT coalesce(last.provider, 'none'), purpose, count(*)
           FROM messaging_message message LEFT JOIN LATERAL (
             SELECT provider FROM messaging_handed member
             JOIN messaging_handover call ON call.id = member.handover_id
             WHERE member.message_id = message.id ORDER BY member.id DESC LIMIT 1
           ) last ON true
           WHERE maybe_duplicate GROUP BY 1, 2""",
        ("provider", "purpose"),
    ),
    Gauge(
        "wedsync_dead_messages",
        "Messages that need a person, by what became of them",
        """SELECT CASE WHEN reason = %s THEN 'kills workers' WHEN reason = %s THEN 'put off'
                       WHEN starts_with(reason, %s) THEN 'lost track' ELSE 'other' END, count(*)
           FROM messaging_message WHERE state = 'dead' GROUP BY 1""",
        ("reason",),
        (KILLED, PUT_OFF, LOST_TRACK),
    ),
    Gauge(
        "wedsync_held_messages",
        "Messages that are held, by the gate that holds them (of the first ten thousand due)",
        """SELECT coalesce(last.gate, 'none'), count(*)
           FROM (SELECT id, vendor_id FROM messaging_message
                 WHERE state IN ('scheduled', 'held') AND state = 'held'
                 ORDER BY not_before LIMIT %s) held
           LEFT JOIN LATERAL (
             SELECT (SELECT said ->> 'gate' FROM jsonb_array_elements(objections) said
                     WHERE said ->> 'reason' = reason LIMIT 1) AS gate
             FROM messaging_decision decision
             WHERE decision.vendor_id = held.vendor_id AND decision.message_id = held.id
             ORDER BY decision.id DESC LIMIT 1
           ) last ON true
           GROUP BY 1""",
        ("gate",),
        (MOST_HELD,),
    ),
    Gauge(
        "wedsync_accounts",
        "Accounts at providers, by the state of their circuit breaker",
        """SELECT provider, channel,
             CASE WHEN NOT enabled THEN 'off' WHEN rests_until > statement_timestamp() THEN 'open'
                  WHEN failures > 0 OR rests_until IS NOT NULL THEN 'half open'
                  ELSE 'closed' END, count(*)
           FROM messaging_provideraccount GROUP BY 1, 2, 3""",
        ("provider", "channel", "state"),
    ),
    Gauge(
        "wedsync_inbox_backlog",
        "Webhooks stored and not yet applied",
        "SELECT count(*) FROM messaging_inboxevent WHERE applied_at IS NULL",
    ),
    Gauge(
        "wedsync_handovers_open",
        "Calls to providers without a clear answer yet",
        """SELECT provider, outcome, count(*) FROM messaging_handover
           WHERE outcome IN ('pending', 'unknown') GROUP BY 1, 2""",
        ("provider", "outcome"),
    ),
    Gauge(
        "wedsync_handovers_last_day",
        "Calls to providers in the last 24 hours",
        """SELECT provider, outcome, count(*) FROM messaging_handover
           WHERE id >= (SELECT uuidv7(interval '-1 day')) GROUP BY 1, 2""",
        ("provider", "outcome"),
    ),
    Gauge(
        "wedsync_campaigns_running",
        "Campaigns under way",
        "SELECT count(*) FROM campaigns_campaign WHERE state = 'running'",
    ),
    Gauge(
        "wedsync_heartbeat_age_seconds",
        "How long ago a part that runs by itself was last seen",
        "SELECT name, extract(epoch FROM statement_timestamp() - at) FROM messaging_heartbeat",
        ("name",),
    ),
)


class House(Collector):
    """Reads every gauge in one transaction, so that the figures fit each other."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        yield from self._redis()
        with operator():
            yield from [_family(gauge) for gauge in GAUGES]

    def _redis(self) -> Iterator[GaugeMetricFamily]:
        length = _queue_length()
        yield _single("wedsync_redis_up", "Whether Redis answers", float(length is not None))
        if length is not None and settings.CELERY_BROKER_URL.startswith("redis"):
            yield _single("wedsync_queue_length", "Pokes waiting for a worker", length)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For bearers of METRICS_TOKEN; while none is set, for this machine only."""
    if not _may_ask(request):
        return HttpResponse("not for you", status=403, content_type="text/plain")
    registry = CollectorRegistry(auto_describe=False)
    registry.register(House())
    try:
        text = generate_latest(registry)
    except (DatabaseError, InterfaceError) as error:
        return HttpResponse(type(error).__name__, status=UNAVAILABLE, content_type="text/plain")
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


def _may_ask(request: HttpRequest) -> bool:
    token: str = getattr(settings, "METRICS_TOKEN", "")
    if token:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    # Through a proxy on this machine everybody seems to come from here.
    return "X-Forwarded-For" not in request.headers and _is_here(request.META["REMOTE_ADDR"])


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _family(gauge: Gauge) -> GaugeMetricFamily:
    family = GaugeMetricFamily(gauge.name, gauge.help, labels=gauge.labels)
    for *labels, value in rows_of(gauge):
        family.add_metric([str(label) for label in labels], float(value))
    return family


def rows_of(gauge: Gauge) -> Sequence[tuple[Any, ...]]:
    """Its labels and its value, row by row; the tenant is the caller's."""
    with connection.cursor() as cursor:
        cursor.execute(gauge.sql, gauge.parameters or None)
        rows: Sequence[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _single(name: str, help_: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, help_, value=value)


def _queue_length() -> int | None:
    """None: Redis does not answer."""
    url = settings.REDIS_URL
    try:
        with redis.Redis.from_url(
            url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
        ) as client:
            length: Any = client.llen(QUEUE)
    except (redis.RedisError, OSError):
        return None
    return int(length)
