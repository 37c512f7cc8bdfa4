"""Runs one command with PostgreSQL and Redis beside it, as tests see them."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from wedsync.embedded import environment, launcher, lock, private
from wedsync.embedded.attention import Attention
from wedsync.embedded.children import PATIENCE, STEP, bound_to
from wedsync.embedded.trouble import CannotStart

Pause = Callable[[float], None]  # of so many seconds; raises what should end the wait


def run(argv: list[str], attention: Attention) -> int:
    """Its exit status; services that the environment names are used as they are."""
    variables = os.environ | environment.missing_for_tests(os.environ)
    if environment.has_services(os.environ):
        return _attend(argv, variables, attention.pause)
    with launcher.throwaway(attention) as started:
        started.start_services(durable=False)
        found = environment.services(started.places)
        return _attend(argv, variables | found, started.children.pause)


def run_in_demo(state: Path, argv: list[str], attention: Attention) -> int:
    """On the demo's data: beside the demo when that runs, else with services of its own."""
    try:
        variables = environment.within(os.environ, private.read(state / environment.KEPT))
    except FileNotFoundError:
        raise CannotStart("there is no data yet: `make demo` makes some") from None
    if not lock.is_free(state):
        return _attend(argv, variables, attention.pause)
    with launcher.lasting(state, attention) as started:
        started.start_services(durable=True)
        return _attend(argv, variables, started.children.pause)


def _attend(argv: list[str], variables: Mapping[str, str], pause: Pause) -> int:
    """In our terminal and process group: it may ask questions, and Ctrl-C is its own affair."""
    with _deaf_to_interrupts():
        process = _start(argv, variables)
        try:
            while process.poll() is None:
                pause(STEP)
        finally:
            _end(process)
    return _status(process.returncode)


def _start(argv: list[str], variables: Mapping[str, str]) -> subprocess.Popen[bytes]:
    bind = bound_to(os.getpid(), signal.SIGTERM)
    try:
        return subprocess.Popen(argv, env=variables, preexec_fn=bind)  # noqa: PLW1509 -- one thread
    except OSError as error:
        raise CannotStart(f"{argv[0]} can't be run: {error.strerror}") from None


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """A handler that does nothing; to ignore the signal would make the command ignore it too."""
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _status(returncode: int) -> int:
    """As a shell tells it: 128 and the signal's number for a command that was killed."""
    return 128 - returncode if returncode < 0 else returncode
