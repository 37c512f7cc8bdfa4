"""The command line says what it did by its status, and what it could not do in a sentence."""

import signal

import pytest

from wedsync.embedded.__main__ import main


@pytest.fixture(autouse=True)
def signals_as_before():
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_command_s_status_is_ours():
    assert main(["run", "--", "sh", "-c", "exit 5"]) == 5


def test_dashes_of_the_command_are_its_own(tmp_path):
    assert main(["run", "--", "sh", "-c", 'test "$1" = --', "sh", "--"]) == 0


def test_a_missing_command_is_asked_for(capsys):
    assert main(["run"]) == 1

    assert capsys.readouterr().err.startswith("which command?")


def test_a_shell_without_a_demo_says_how_to_make_one(tmp_path, capsys):
    assert main(["run", "--demo", "--state", str(tmp_path), "--", "true"]) == 1

    assert capsys.readouterr().err == "there is no data yet: `make demo` makes some\n"


def test_cleaning_what_is_not_there_is_no_trouble(tmp_path):
    assert main(["clean", "--state", str(tmp_path / "never")]) == 0


def test_lending_only_names_what_is_lacking_when_services_are_there(capsys, monkeypatch):
    monkeypatch.delenv("WEDSYNC_PUBLIC_URL")

    assert main(["services"]) == 0

    assert capsys.readouterr().out == "WEDSYNC_PUBLIC_URL=http://testserver\n\n"
