"""PostgreSQL's account goes where it is let, and nothing is opened up for it."""

import os
from pathlib import Path

import pytest

from wedsync.embedded.account import Account, can_reach, give, postgres_account

STRANGER = Account("stranger", os.geteuid() + 1, os.getegid() + 1)


def test_as_ourselves_every_folder_is_in_reach(tmp_path):
    assert can_reach(None, tmp_path)


def test_one_closed_folder_above_is_enough_to_be_out_of_reach(tmp_path):
    inner = tmp_path / "closed" / "open"
    inner.mkdir(parents=True)
    inner.chmod(0o755)
    (tmp_path / "closed").chmod(0o700)

    assert not can_reach(STRANGER, inner)
    assert can_reach(STRANGER, Path("/"))


def test_a_private_folder_is_private_even_where_it_was_open(tmp_path):
    (tmp_path / "data").mkdir(mode=0o755)

    give(tmp_path / "data", None)

    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives folders away")
def test_a_copied_folder_is_given_back_with_all_that_is_in_it(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "file").touch()

    give(tmp_path / "data", STRANGER)

    owners = {path.stat().st_uid for path in (tmp_path / "data", tmp_path / "data" / "file")}
    assert owners == {STRANGER.uid}


def test_root_is_never_who_runs_postgresql():
    account = postgres_account()

    assert (account is None) == (os.geteuid() != 0)
    assert account is None or account.uid != 0
