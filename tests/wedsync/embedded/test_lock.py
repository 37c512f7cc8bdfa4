"""One launcher for one state folder."""

import os

import pytest

from wedsync.embedded import lock
from wedsync.embedded.trouble import CannotStart


def test_a_second_launcher_is_told_who_has_the_folder(tmp_path):
    with (
        lock.hold(tmp_path),
        pytest.raises(CannotStart, match=rf"already running .* \(process {os.getpid()}\)"),
    ):
        lock.hold(tmp_path)


def test_the_folder_is_free_again_when_its_launcher_is_gone(tmp_path):
    with lock.hold(tmp_path):
        assert not lock.is_free(tmp_path)

    assert lock.is_free(tmp_path)


def test_a_lock_file_left_behind_locks_nothing(tmp_path):
    (tmp_path / "lock").write_text("1")

    assert lock.is_free(tmp_path)
