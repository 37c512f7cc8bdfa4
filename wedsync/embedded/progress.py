"""Lines that say what is going on, with the seconds since the start."""

import time
from typing import TextIO


class Progress:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._start = time.monotonic()

    def say(self, line: str) -> None:
        seconds = time.monotonic() - self._start
        self._stream.write(f"[{seconds:5.1f} s] {line}\n")
        self._stream.flush()
