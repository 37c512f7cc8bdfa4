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


# What takes longest, dealt to the workers in this order and begun first: no worker is left alone
# with it at the end, and none has to do it all. Most of it waits for other processes.
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
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    shares: list[list[pytest.Item]] = [[] for _ in range(workers)]
    for number, name in enumerate(LONG):
        shares[number % workers] += [item for item in items if item.nodeid.startswith(name)]
    short = [item for item in items if not item.nodeid.startswith(LONG)]
    items[:] = _dealt(shares, short)


def _dealt(shares: list[list[pytest.Item]], short: list[pytest.Item]) -> list[pytest.Item]:
    """Each worker's share first where `--dist worksteal` cuts: equal runs, the last the longest."""
    total = sum(map(len, shares)) + len(short)
    dealt: list[pytest.Item] = []
    for number, share in enumerate(shares):
        size = (total - len(dealt)) // (len(shares) - number)
        filling = max(0, size - len(share))
        dealt += share + short[:filling]
        short = short[filling:]
    return dealt + short


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
        database.empty()


@pytest.fixture
def vendor(db: None) -> Vendor:
    return VendorFactory()


@pytest.fixture
def as_vendor(vendor: Vendor) -> Iterator[UUID]:
    """The whole test runs as this vendor."""
    with tenant(vendor.pk):
        yield vendor.pk
