"""Lines that say what is going on, with the seconds since the start."""

import sys
import time
from typing import TextIO


class Progress:
    def __init__(self, stream: TextIO = sys.stderr, *, quiet: bool = False) -> None:
        self._stream = stream
        self._quiet = quiet
        self._start = time.monotonic()

    def say(self, line: str) -> None:
        if not self._quiet:
            self.insist(line)

    def insist(self, line: str) -> None:
        """Also when quiet: what a person must read."""
        seconds = time.monotonic() - self._start
        self._stream.write(f"[{seconds:5.1f} s] {line}\n")
        self._stream.flush()
