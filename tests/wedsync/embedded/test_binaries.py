"""Where the server programs come from."""

import sys

import pytest

from wedsync.embedded import binaries
from wedsync.embedded.trouble import CannotStart


def test_the_wheel_s_postgresql_is_used_where_it_lies(tmp_path):
    folder = binaries.postgres(None, tmp_path)

    assert (folder / "postgres").exists()
    assert list(tmp_path.iterdir()) == []


def test_without_the_wheel_redis_comes_from_the_machine(tmp_path, monkeypatch):
    (tmp_path / "valkey-server").touch(mode=0o755)
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setenv("PATH", str(tmp_path))

    assert binaries.redis() == tmp_path / "valkey-server"


def test_without_any_redis_the_message_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CannotStart, match="install redis-server or valkey-server"):
        binaries.redis()


def test_without_postgresql_the_message_says_what_to_run(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [])

    with pytest.raises(CannotStart, match="make demo"):
        binaries.postgres(None, tmp_path)
