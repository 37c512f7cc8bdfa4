"""One test database a worker, made by the owner role and used by the application's role."""

import os
from collections.abc import Iterator
from uuid import UUID

import hypothesis
import pytest
from django.conf import settings
from django.db import connections

from tests import database
from tests.factories import VendorFactory
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import tenant

# A shared machine is now and then slow; a law is about values, not about time. Few examples a run,
# many runs; HYPOTHESIS_PROFILE=laws tries many in one.
hypothesis.settings.register_profile("quick", deadline=None, max_examples=40)
hypothesis.settings.register_profile("laws", deadline=None, max_examples=10_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


# What takes longest; begun first, so that no worker is left alone with it at the end.
LONG = ("tests/chaos/", "tests/wedsync/embedded/test_demo.py", "tests/wedsync/test_sweep.py")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write golden files anew")


def pytest_configure() -> None:
    """Hashing slowly is for real passwords."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_itemcollected(item: pytest.Item) -> None:
    """What hypothesis drives is a law: `make laws` finds it by this mark."""
    if hypothesis.is_hypothesis_test(getattr(item, "obj", None)):
        item.add_marker("law")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After the shuffle, whose order is kept within and behind the long ones."""
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    return next((n for n, name in enumerate(LONG) if item.nodeid.startswith(name)), len(LONG))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: pytest.FixtureRequest,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """As pytest-django does it, but the tables belong to the owner, not to the role under test."""
    owner, app = connections["owner"], connections["default"]
    with django_db_blocker.unblock():
        database.make()
        app.close()
        app.settings_dict["NAME"] = owner.settings_dict["NAME"]
        yield
        for connection in (app, owner):
            connection.close()
        database.drop()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A database whose commits are real, for several connections or processes; emptied after."""
    with django_db_blocker.unblock():
        yield
        connections["default"].close()
        _empty()


def _empty() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(format('%I', tablename), ', ') FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename NOT IN"
            " ('django_migrations', 'django_content_type', 'auth_permission')"
        )
        cursor.execute(f"TRUNCATE {cursor.fetchone()[0]} RESTART IDENTITY CASCADE")


@pytest.fixture
def vendor(db: None) -> Vendor:
    return VendorFactory()


@pytest.fixture
def as_vendor(vendor: Vendor) -> Iterator[UUID]:
    """The whole test runs as this vendor."""
    with tenant(vendor.pk):
        yield vendor.pk
