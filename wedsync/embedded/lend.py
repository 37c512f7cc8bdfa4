"""Lends PostgreSQL and Redis to whoever asks, and says by which variables to find them."""

import os
import sys

from wedsync.embedded import environment, launcher
from wedsync.embedded.attention import Attention


def lend(attention: Attention, *, durable: bool = False) -> None:
    """Writes NAME=value lines and an empty one, then serves until Leave.

    Only what the environment lacks is written; services named there already are not started.
    """
    lacking = environment.missing_for_tests(os.environ)
    if environment.has_services(os.environ):
        _announce(lacking)
        return
    with launcher.throwaway(attention) as started:
        started.start_services(durable=durable)
        _announce(environment.services(started.places) | lacking)
        while True:
            started.children.pause(0.2)


def _announce(variables: dict[str, str]) -> None:
    lines = [f"{name}={value}\n" for name, value in variables.items()]
    sys.stdout.write("".join(lines) + "\n")
    sys.stdout.flush()
