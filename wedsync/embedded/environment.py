"""The environment variables that the house's processes are given."""

import base64
from collections.abc import Mapping

from wedsync.embedded import postgres, redis_server
from wedsync.embedded.places import Places

Variables = Mapping[str, str]

KEPT = "environment.json"  # in the demo's state folder
SERVICES = ("DATABASE_URL", "REDIS_URL")
# What the caller's shell says about another WedSync, or another PostgreSQL, is not for ours.
FOREIGN = ("WEDSYNC_", "DATABASE_URL", "REDIS_URL", "DJANGO_", "PG")
# How the sandbox's recipients behave, so that the pages have something to show. They take the
# time that people take: whoever is faster is rightly counted as a machine.
RECIPIENTS = {
    "WEDSYNC_SANDBOX_OPEN_RATE": "0.6",
    "WEDSYNC_SANDBOX_CLICK_RATE": "0.2",
}
TEST_KEY = base64.b64encode(b"thirty-two bytes, good for tests").decode()
TEST_DEFAULTS = {
    "DJANGO_SETTINGS_MODULE": "wedsync.settings",
    "WEDSYNC_ENV": "test",
    "WEDSYNC_SECRET_KEY": "known to everybody, good for tests only",
    "WEDSYNC_ENCRYPTION_KEYS": f"1:{TEST_KEY}",
    "WEDSYNC_PUBLIC_URL": "http://testserver",
    "WEDSYNC_SANDBOX_URL": "http://127.0.0.1:9",  # the discard port: nobody listens
    "WEDSYNC_SANDBOX_SMTP": "127.0.0.1:9",
}


def services(places: Places) -> dict[str, str]:
    return {
        "DATABASE_URL": postgres.url(places.postgres_sockets),
        "REDIS_URL": redis_server.url(places.redis_socket),
    }


def for_demo(
    places: Places, keys: Variables, url: str, sandbox_url: str, smtp: str
) -> dict[str, str]:
    """`smtp` is host:port of the sandbox's mail server."""
    return {
        **services(places),
        **keys,
        **RECIPIENTS,
        "DJANGO_SETTINGS_MODULE": "wedsync.settings",
        "WEDSYNC_ENV": "demo",
        "WEDSYNC_PUBLIC_URL": url,
        "WEDSYNC_SANDBOX_URL": sandbox_url,
        "WEDSYNC_SANDBOX_SMTP": smtp,
        "WEDSYNC_SANDBOX_WEBHOOK_URL": url,
        "WEDSYNC_WEBHOOK_NETWORKS": "127.0.0.0/8",  # whoever tries it listens on this machine
        "PYTHONUNBUFFERED": "1",  # logs are current when something ends badly
    }


def within(given: Variables, ours: Variables) -> dict[str, str]:
    """Ours, with what the machine has to say about itself and nothing else of its owner's."""
    neutral = {name: value for name, value in given.items() if not name.startswith(FOREIGN)}
    return neutral | _around_proxies(given) | dict(ours)


def has_services(given: Variables) -> bool:
    return all(given.get(name) for name in SERVICES)


def missing_for_tests(given: Variables) -> dict[str, str]:
    return {name: value for name, value in TEST_DEFAULTS.items() if name not in given}


def _around_proxies(given: Variables) -> dict[str, str]:
    """What runs on this machine is called directly; clients differ in the case they look for."""
    known = given.get("no_proxy") or given.get("NO_PROXY")
    hosts = ",".join(filter(None, (known, "127.0.0.1", "localhost")))
    return {"no_proxy": hosts, "NO_PROXY": hosts}
