"""Children of a launcher that was killed."""

import json
import subprocess
import time
from collections.abc import Iterator

import pytest

from wedsync.embedded import leftovers


@pytest.fixture
def orphan() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(["/bin/sleep", "60"]) as process:
        yield process
        process.kill()


def test_one_that_does_not_end_by_itself_is_ended(tmp_path, orphan, monkeypatch):
    monkeypatch.setattr(leftovers, "PATIENCE", 0.1)
    leftovers.record(tmp_path, [orphan.pid])

    leftovers.clear(tmp_path)

    assert orphan.wait(5) == -9
    assert not (tmp_path / leftovers.FILE).exists()


def test_one_that_is_ending_is_waited_for(tmp_path):
    with subprocess.Popen(["/bin/sleep", "0.3"]) as ending:
        leftovers.record(tmp_path, [ending.pid])
        started = time.monotonic()

        leftovers.clear(tmp_path)

        assert time.monotonic() - started > 0.2
        assert ending.wait() == 0


def test_a_number_in_new_hands_is_left_alone(tmp_path, orphan):
    leftovers.record(tmp_path, [orphan.pid])
    note = json.loads((tmp_path / leftovers.FILE).read_text())
    note["children"] = {str(orphan.pid): "born long ago"}
    (tmp_path / leftovers.FILE).write_text(json.dumps(note))

    leftovers.clear(tmp_path)

    assert orphan.poll() is None


def test_a_copied_folder_does_not_touch_the_processes_of_the_original(tmp_path, orphan):
    original, copy = tmp_path / "original", tmp_path / "copy"
    original.mkdir()
    leftovers.record(original, [orphan.pid])
    original.rename(copy)

    leftovers.clear(copy)

    assert orphan.poll() is None


@pytest.mark.parametrize("content", ["", "[]", '{"state": 1}', "\x00"])
def test_a_damaged_note_stops_nobody(tmp_path, content):
    (tmp_path / leftovers.FILE).write_text(content)

    leftovers.clear(tmp_path)

    assert not (tmp_path / leftovers.FILE).exists()


def test_a_process_that_is_gone_was_never_born():
    with subprocess.Popen(["/bin/true"]) as process:
        process.wait()

    assert leftovers.birth(process.pid) is None
