"""One house for all that is done to it."""

import os

import pytest
from django.db import connections
from psycopg.conninfo import make_conninfo

from tests import database
from tests.chaos.house import House
from wedsync.sandbox.serving import serving


@pytest.fixture(scope="module")
def lent(django_db_setup, django_db_blocker):
    """The tables of this run: nobody crashes their server here, as `make chaos` does."""
    with django_db_blocker.unblock():
        name = connections["default"].settings_dict["NAME"]
        yield make_conninfo(os.environ["DATABASE_URL"], dbname=name)
        database.empty()


@pytest.fixture(scope="module")
def standing(tmp_path_factory, lent):
    logs = tmp_path_factory.mktemp("chaos")
    with serving() as sandbox, House(sandbox.url, logs, database=lent) as house:
        yield house, sandbox


@pytest.fixture
def house(standing):
    house, _ = standing
    yield house
    house.send_home()


@pytest.fixture
def sandbox(standing):
    _, sandbox = standing
    sandbox.reset()
    return sandbox
