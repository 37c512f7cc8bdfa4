"""A worker's database: the first of a run makes the tables, the others copy them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

PLAIN = {"verbosity": 0, "autoclobber": True}


def make() -> None:
    """Afterwards the owner's connection leads to a database of the worker's own, with tables."""
    owner = connections["owner"]
    if (worker := os.environ.get("PYTEST_XDIST_WORKER")) is None:
        owner.creation.create_test_db(**PLAIN, serialize=False)
        return
    with _template_in_hand() as (name, exists):
        owner.settings_dict["TEST"]["NAME"] = owner.settings_dict["NAME"] = name
        if not exists:
            owner.creation.create_test_db(**PLAIN, serialize=False)
        owner.creation.clone_test_db(worker, **PLAIN)
        owner.settings_dict["NAME"] = f"{name}_{worker}"


def drop() -> None:
    """With the template, which a worker that comes later still would make anew."""
    owner = connections["owner"]
    if "PYTEST_XDIST_WORKER" in os.environ:
        with _template_in_hand() as (name, exists), owner._nodb_cursor() as cursor:
            if exists:
                cursor.execute(f"DROP DATABASE {owner.ops.quote_name(name)}")
    owner.creation.destroy_test_db("wedsync", verbosity=0)


def empty() -> None:
    """All rows that were really committed are gone again."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(format('%I', tablename), ', ') FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename NOT IN"
            " ('django_migrations', 'django_content_type', 'auth_permission')"
        )
        cursor.execute(f"TRUNCATE {cursor.fetchone()[0]} RESTART IDENTITY CASCADE")


@contextmanager
def _template_in_hand() -> Iterator[tuple[str, bool]]:
    """Its name, which is the run's, and whether it is there; nobody else touches it meanwhile."""
    name = f"test_wedsync_{os.environ['PYTEST_XDIST_TESTRUNUID'][:8]}"
    with connections["owner"]._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        cursor.execute("SELECT EXISTS (SELECT FROM pg_database WHERE datname = %s)", [name])
        yield name, cursor.fetchone()[0]
