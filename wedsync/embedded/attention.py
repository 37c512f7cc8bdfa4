"""What ends a launcher from outside: a signal, or its parent closing its standard input."""

import os
import select
import signal
import sys
import time
from types import FrameType


class Leave(Exception):
    """Somebody asked the launcher to end."""


class Attention:
    """A request to end is only noted when it comes and raised in `pause`.

    So it never falls between the start of a process and the note that it runs.
    """

    def __init__(self, *, until_stdin_closes: bool = False) -> None:
        self._bound = until_stdin_closes
        self._asked = False

    def listen(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup means it
            signal.signal(signal.SIGHUP, self._note)

    def ask(self) -> None:
        self._asked = True

    def pause(self, seconds: float) -> None:
        """Raises Leave."""
        if self._bound:
            self._watch_stdin(seconds)
        else:
            time.sleep(seconds)
        if self._asked:
            raise Leave

    def _watch_stdin(self, seconds: float) -> None:
        stdin = sys.stdin.fileno()
        readable, _, _ = select.select([stdin], [], [], seconds)
        if readable and not os.read(stdin, 4096):
            self.ask()

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.ask()
