"""One launcher for one state folder, held by the kernel for as long as the launcher lives."""

import fcntl
import os
from pathlib import Path
from typing import TextIO

from wedsync.embedded.trouble import CannotStart


def hold(state: Path) -> TextIO:
    """The open file is the lock: keep it. Raises CannotStart when another process has it."""
    file = (state / "lock").open("a+", encoding="ascii")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        other = file.read().strip() or "unknown"
        file.close()
        raise CannotStart(f"already running for {state} (process {other})") from None
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def is_free(state: Path) -> bool:
    try:
        hold(state).close()
    except CannotStart:
        return False
    return True
