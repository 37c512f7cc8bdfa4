"""Services whose data is there again next time."""

import fcntl
import os
import shutil

import psycopg
import pytest
import redis

from wedsync.embedded import environment, launcher
from wedsync.embedded.attention import Attention
from wedsync.embedded.places import TEMPORARY
from wedsync.embedded.trouble import CannotStart


@pytest.fixture
def state(tmp_path):
    yield tmp_path / "state"
    launcher.forget(tmp_path / "state")


def test_what_was_stored_survives_a_restart_until_it_is_forgotten(state):
    with launcher.lasting(state, Attention()) as first:
        first.start_services(durable=True)
        urls = environment.services(first.places)
        with psycopg.connect(urls["DATABASE_URL"]) as connection:
            connection.execute("SET ROLE wedsync_owner")
            connection.execute("CREATE TABLE couples AS SELECT 'Ada & Lin' AS names")
        with redis.Redis.from_url(urls["REDIS_URL"]) as client:
            client.set("queued", "yes")
        (state / "keys.json").write_text("{}")  # as the demo has them: its data is kept

    with launcher.lasting(state, Attention()) as second:
        second.start_services(durable=True)
        with psycopg.connect(urls["DATABASE_URL"]) as connection:
            connection.execute("SET ROLE wedsync_owner")
            names = connection.execute("SELECT names FROM couples").fetchall()
        with redis.Redis.from_url(urls["REDIS_URL"]) as client:
            queued = client.get("queued")

    assert names == [("Ada & Lin",)]
    assert queued == b"yes"
    assert not second.places.sockets.exists()

    launcher.forget(state)

    assert not second.places.data.exists()


def test_a_folder_in_use_is_not_forgotten(state):
    with (
        launcher.lasting(state, Attention()),
        pytest.raises(CannotStart, match="already running"),
    ):
        launcher.forget(state)

    assert state.exists()


def test_data_of_another_postgresql_is_left_alone(state):
    with launcher.lasting(state, Attention()) as started:
        started.places.cluster.mkdir()
        (started.places.cluster / "PG_VERSION").write_text("12\n")

        with pytest.raises(CannotStart, match="of PostgreSQL 12"):
            started.start_services(durable=True)

        assert [file.name for file in started.places.cluster.iterdir()] == ["PG_VERSION"]


def test_data_goes_with_the_keys_that_open_it(state):
    with launcher.lasting(state, Attention()) as first:
        kept_elsewhere = first.places.data != state
        (first.places.data / "sealed").touch()

    with launcher.lasting(state, Attention()) as second:
        assert (second.places.data / "sealed").exists() != kept_elsewhere


def test_a_throwaway_folder_is_gone_and_takes_old_ones_with_it():
    with launcher.throwaway(Attention()) as started:
        base, folder = started.places.state.parent, started.places.state
        old, young, held = (base / f"{TEMPORARY}{name}-{os.getpid()}" for name in "abc")
        for leftover in (old, young, held):
            leftover.mkdir()
            (leftover / "lock").touch()
        for leftover in (old, held):
            os.utime(leftover / "lock", (0, 0))
        with (held / "lock").open() as file:
            fcntl.flock(file, fcntl.LOCK_EX)

            with launcher.throwaway(Attention()):
                there = [each.exists() for each in (old, young, held)]

        for leftover in (young, held):
            shutil.rmtree(leftover)

    assert there == [False, True, True]
    assert not folder.exists()
