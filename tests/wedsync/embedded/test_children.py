"""Processes are started, watched, and stopped in order."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from wedsync.embedded import leftovers
from wedsync.embedded.attention import Attention
from wedsync.embedded.children import Children, Program
from wedsync.embedded.trouble import ChildEnded


def program(name: str, script: str) -> Program:
    return Program(name, ("sh", "-c", script), dict(os.environ), Path("/"))


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    running = Children(tmp_path, tmp_path, Attention())
    yield running
    running.stop()


def watch(children: Children) -> None:
    while True:
        children.pause()


def test_the_last_one_started_ends_first(children, tmp_path):
    for name in ("first", "second"):
        script = f"trap 'echo {name} >> {tmp_path}/ended; exit' TERM; touch {tmp_path}/{name}; "
        children.start(program(name, script + "while :; do sleep 0.02; done"))
        while not (tmp_path / name).exists():
            children.pause()

    children.stop()

    assert (tmp_path / "ended").read_text().split() == ["second", "first"]


def test_one_that_ends_is_noticed_with_the_end_of_its_log(children):
    children.start(program("worker", "echo out of luck; exit 3"))

    with pytest.raises(ChildEnded, match=r"(?s)^worker ended with 3.*out of luck$"):
        watch(children)


def test_others_are_watched_while_one_runs_to_its_end(children):
    children.start(program("web", "exit 1"))

    with pytest.raises(ChildEnded, match="web ended with 1"):
        children.run(program("job", "sleep 60"))


def test_a_job_answers_its_status(children):
    assert children.run(program("job", "exit 4")) == 4


def test_a_step_that_fails_stops_the_rest(children):
    with pytest.raises(ChildEnded, match="migrate ended with 2"):
        children.must(program("migrate", "exit 2"))


def test_a_stubborn_child_and_its_children_are_killed(children, tmp_path, monkeypatch):
    monkeypatch.setattr("wedsync.embedded.children.PATIENCE", 0.1)
    script = f"trap '' TERM; sleep 60 & echo $! > {tmp_path}/grandchild; wait; sleep 60"
    children.start(program("stubborn", script))
    while not (tmp_path / "grandchild").exists() or not (tmp_path / "grandchild").read_text():
        children.pause()

    children.stop()

    assert not runs(int((tmp_path / "grandchild").read_text()))


def test_children_die_with_a_launcher_that_is_killed(tmp_path):
    script = (
        "import os, sys; from pathlib import Path;"
        "from tests.wedsync.embedded.test_children import *;"
        f"folder = Path({str(tmp_path)!r});"
        "child = Children(folder, folder, Attention()).start(program('child', 'exec sleep 60'));"
        "print(child, flush=True);"
        "os.kill(os.getpid(), 9)"
    )

    launcher = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert launcher.returncode == -9
    assert not runs(int(launcher.stdout))


def runs(pid: int) -> bool:
    """After a moment's grace; one that ended and is not yet collected does not run."""
    deadline = time.monotonic() + 5
    while (alive := leftovers.birth(pid) is not None) and time.monotonic() < deadline:
        time.sleep(0.02)
    return alive
