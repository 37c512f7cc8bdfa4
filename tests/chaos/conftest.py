"""One house for all that is done to it."""

import pytest

from tests.chaos.house import House
from wedsync.sandbox.serving import serving


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    logs = tmp_path_factory.mktemp("chaos")
    with serving() as sandbox, House(sandbox.url, logs) as house:
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
