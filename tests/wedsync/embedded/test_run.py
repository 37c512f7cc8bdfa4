"""One command with services beside it."""

import os
import sys

import pytest

from wedsync.embedded.attention import Attention, Leave
from wedsync.embedded.run import run, run_in_demo
from wedsync.embedded.trouble import CannotStart

# These tests run with services named in the environment, so none are started.


@pytest.mark.parametrize(
    ("script", "status"), [("exit 0", 0), ("exit 7", 7), ("kill -9 $$", 128 + 9)]
)
def test_the_command_s_status_is_passed_on(script, status):
    assert run(["sh", "-c", script], Attention()) == status


def test_the_command_finds_everything_in_its_environment(tmp_path):
    script = (
        f"open({str(tmp_path / 'told')!r}, 'w').write(__import__('os').environ['DATABASE_URL'])"
    )

    run([sys.executable, "-c", script], Attention())

    assert (tmp_path / "told").read_text() == os.environ["DATABASE_URL"]


def test_an_unknown_command_is_named_in_a_sentence():
    with pytest.raises(CannotStart, match="no-such-command can't be run"):
        run(["no-such-command"], Attention())


def test_the_command_ends_when_the_launcher_is_asked_to(tmp_path):
    attention = Attention()
    attention.ask()
    pid = tmp_path / "pid"

    with pytest.raises(Leave):
        run(["sh", "-c", f"echo $$ > {pid}; exec sleep 60"], attention)


def test_without_a_demo_s_data_the_message_says_how_to_make_some(tmp_path):
    with pytest.raises(CannotStart, match="make demo"):
        run_in_demo(tmp_path, ["true"], Attention())
