"""The whole house, from nothing to the last receipt, as `make demo EXIT=1` opens it."""

import socket
from io import StringIO
from urllib.parse import urlsplit

import pytest

from wedsync.embedded import environment, launcher, private
from wedsync.embedded.attention import Attention, Leave
from wedsync.embedded.demo import Wishes, demo
from wedsync.embedded.progress import Progress


@pytest.fixture
def wishes(tmp_path):
    yield Wishes(tmp_path / "state", port=21_000, leave_after_job=True)
    launcher.forget(tmp_path / "state")


def test_the_house_opens_runs_its_job_and_leaves_no_listener(wishes, capfd):
    told = StringIO()

    status = demo(wishes, Attention(), Progress(told))

    assert status == 0, capfd.readouterr().out + told.getvalue()
    steps = [line.split("] ")[1] for line in told.getvalue().splitlines()]
    assert steps == [
        "PostgreSQL and Redis run",
        "the tables are made",
        "a season of sample weddings is there",
        "web, worker, beat and sandbox run",
        "stopping",
    ]
    address = urlsplit(private.read(wishes.state / environment.KEPT)["WEDSYNC_PUBLIC_URL"])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((address.hostname, address.port))


def test_an_end_before_the_job_is_done_is_no_success(wishes):
    attention = Attention()
    attention.ask()

    with pytest.raises(Leave):
        demo(wishes, attention, Progress(StringIO()))
