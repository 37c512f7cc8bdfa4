"""Runs one command with PostgreSQL and Redis beside it, as tests see them."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from wedsync.embedded import environment, launcher
from wedsync.embedded.attention import Attention
from wedsync.embedded.children import PATIENCE, Children, bound_to


def run(argv: list[str], attention: Attention) -> int:
    """Its exit status; services that the environment names are used as they are."""
    variables = os.environ | environment.missing_for_tests(os.environ)
    if environment.has_services(os.environ):
        return _status(subprocess.run(argv, env=variables, check=False).returncode)
    with launcher.throwaway(attention) as started:
        started.start_services(durable=False)
        return _beside(started.children, argv, variables | environment.services(started.places))


def _beside(children: Children, argv: list[str], variables: Mapping[str, str]) -> int:
    """In our terminal and process group: it may ask questions, and Ctrl-C is its own affair."""
    bind = bound_to(os.getpid(), signal.SIGTERM)
    with _deaf_to_interrupts():
        process = subprocess.Popen(argv, env=variables, preexec_fn=bind)  # noqa: PLW1509 -- one thread
        try:
            while process.poll() is None:
                children.pause()
        finally:
            _end(process)
    return _status(process.returncode)


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
