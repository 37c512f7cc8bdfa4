"""The processes of a launcher: started, watched, stopped in order, and never left behind."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL, SIGTERM, Signals
from typing import IO

from wedsync.embedded import leftovers
from wedsync.embedded.account import Account
from wedsync.embedded.attention import Attention
from wedsync.embedded.trouble import ChildEnded

PR_SET_PDEATHSIG = 1
PATIENCE = 10.0  # seconds for a process to end by itself
STEP = 0.02  # seconds between two looks
TAIL = 20  # lines of a log worth showing


@dataclass(frozen=True)
class Program:
    """A process to run; its log is named after it."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str]
    cwd: Path
    account: Account | None = None
    ends_by: Signals = SIGTERM
    orphaned_by: Signals = SIGKILL  # the kernel's word to it when the launcher is gone
    sockets: tuple[int, ...] = ()  # listening already, handed over by number
    foreground: bool = False  # speaks to the launcher's terminal instead of a log


@dataclass(frozen=True)
class Child:
    program: Program
    process: subprocess.Popen[bytes]


class Children:
    def __init__(self, state: Path, logs: Path, attention: Attention) -> None:
        self._state, self._logs, self._attention = state, logs, attention
        self._children: list[Child] = []

    def start(self, program: Program) -> int:
        """Its process number. For the main thread: the kernel binds a child to the thread."""
        self._children.append(Child(program, self._spawn(program)))
        self._remember()
        return self._children[-1].process.pid

    def run(self, program: Program) -> int:
        """Runs to its end and answers its exit status, while the others are watched."""
        self.start(program)
        child = self._children.pop()
        try:
            while child.process.poll() is None:
                self.pause()
        except BaseException:
            self._children.append(child)  # still to be stopped
            raise
        return child.process.returncode

    def must(self, program: Program) -> None:
        """As `run`. Raises ChildEnded when the status is not 0."""
        if status := self.run(program):
            raise ChildEnded(self._obituary(program, status))

    def pause(self, seconds: float = STEP) -> None:
        """Raises Leave, or ChildEnded when one that should run has ended."""
        self._attention.pause(seconds)
        for child in self._children:
            if (status := child.process.poll()) is not None:
                raise ChildEnded(self._obituary(child.program, status))

    def stop(self) -> None:
        """The last one started ends first."""
        while self._children:
            _end(self._children.pop())
        leftovers.forget(self._state)

    def _spawn(self, program: Program) -> subprocess.Popen[bytes]:
        who = program.account
        with self._output(program) as log:
            return subprocess.Popen(
                program.argv,
                env=program.env,
                cwd=program.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=who.uid if who else None,
                group=who.gid if who else None,
                extra_groups=[] if who else None,
                pass_fds=program.sockets,
                start_new_session=True,  # Ctrl-C reaches the launcher alone
                preexec_fn=bound_to(os.getpid(), program.orphaned_by),  # noqa: PLW1509 -- one thread
            )

    def _output(self, program: Program) -> AbstractContextManager[IO[bytes] | None]:
        return nullcontext() if program.foreground else self._log(program).open("wb")

    def _log(self, program: Program) -> Path:
        return self._logs / f"{program.name}.log"

    def _remember(self) -> None:
        leftovers.record(self._state, [child.process.pid for child in self._children])

    def _obituary(self, program: Program, status: int) -> str:
        if program.foreground:
            return f"{program.name} ended with {status}"
        log = self._log(program)
        return f"{program.name} ended with {status}; the end of {log}:\n{_tail(log)}"


def bound_to(launcher: int, number: Signals) -> Callable[[], None] | None:
    """For the moment between fork and exec, after the change of user, which would undo it."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)

    def bind() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(number))
        if os.getppid() != launcher:  # gone before we could ask
            os._exit(1)

    return bind


def _end(child: Child) -> None:
    process = child.process
    if process.poll() is None:
        process.send_signal(child.program.ends_by)
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
    with suppress(ProcessLookupError, PermissionError):  # its own children, if any still run
        os.killpg(process.pid, SIGKILL)
    process.wait()


def _tail(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(f"    {line}" for line in lines[-TAIL:])
