"""The environment variables that the house's processes are given."""

import base64
from collections.abc import Mapping

from wedsync.embedded import postgres, redis_server
from wedsync.embedded.places import Places

SERVICES = ("DATABASE_URL", "REDIS_URL")
# What the caller's shell says about another WedSync, or another PostgreSQL, is not for ours.
FOREIGN = ("WEDSYNC_", "DATABASE_URL", "REDIS_URL", "DJANGO_", "PG")
TEST_KEY = b"thirty-two bytes, good for tests"
TEST_DEFAULTS = {
    "DJANGO_SETTINGS_MODULE": "wedsync.settings",
    "WEDSYNC_ENV": "test",
    "WEDSYNC_SECRET_KEY": "known to everybody, good for tests only",
    "WEDSYNC_ENCRYPTION_KEYS": "1:"
    + base64.b64encode(b"thirty-two bytes, good for tests").decode(),
    "WEDSYNC_PUBLIC_URL": "http://testserver",
    "WEDSYNC_SANDBOX_URL": "http://127.0.0.1:9",  # the discard port: nobody listens
}


def services(places: Places) -> dict[str, str]:
    return {
        "DATABASE_URL": postgres.url(places.postgres_sockets),
        "REDIS_URL": redis_server.url(places.redis_socket),
    }


def has_services(given: Mapping[str, str]) -> bool:
    return all(given.get(name) for name in SERVICES)


def missing_for_tests(given: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in TEST_DEFAULTS.items() if name not in given}


def without_foreign(given: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in given.items() if not name.startswith(FOREIGN)}
