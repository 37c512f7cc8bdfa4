"""A whole house of real processes, to be treated badly: own PostgreSQL, own Redis, workers."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import redis

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable
SERVICES = (PYTHON, "-m", "wedsync.embedded", "services", "--bound")
WORKER = (PYTHON, "-m", "celery", "-A", "wedsync", "worker", "-c", "2", "-l", "WARNING")
BROKEN = (PYTHON, "-m", "celery", "-A", "tests.chaos.mutant", "worker", "-c", "2", "-l", "WARNING")
BEAT = (PYTHON, "-m", "celery", "-A", "wedsync", "beat", "-l", "WARNING", "--pidfile=")
NAMED = ("-n", "name")  # what `start` adds to a worker's command
# Short leases, so that what a kill leaves behind is found within seconds.
QUICK = {
    "WEDSYNC_LEASE_SECONDS": "6",
    "WEDSYNC_GRACE_SECONDS": "2",
    "WEDSYNC_CONNECT_SECONDS": "1",
    "WEDSYNC_READ_SECONDS": "2",
    "SKIP_CHECKS": "1",  # Celery's word for Django's checks, which cost seconds at every start
}


class House:
    """Starts in __enter__, ends everything it started in __exit__."""

    def __init__(self, sandbox_url: str, logs: Path, **environment: str) -> None:
        shell = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
        self.env = {**shell, **QUICK, "WEDSYNC_SANDBOX_URL": sandbox_url, **environment}
        self.logs = logs
        self.workers: list[subprocess.Popen[bytes]] = []
        self.started = self.kills = 0

    def __enter__(self) -> "House":
        self._services = subprocess.Popen(
            SERVICES,
            cwd=ROOT,
            env=self.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        while (line := self._services.stdout.readline()) not in {"\n", ""}:
            name, _, value = line.rstrip("\n").partition("=")
            self.env[name] = value
        self.run(PYTHON, "manage.py", "migrate", "-v0")
        return self

    def __exit__(self, *_: object) -> None:
        self.send_workers_home()
        self._services.communicate("", timeout=30)

    def send_workers_home(self) -> None:
        for process in self.workers:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.workers, self.started, self.kills = [], self.started + len(self.workers), 0

    def run(self, *argv: str) -> None:
        subprocess.run(argv, cwd=ROOT, env=self.env, check=True)

    def start(self, *argv: str, **environment: str) -> None:
        name = f"{self.started + len(self.workers)}"
        argv = (*argv, "-n", f"w{name}@chaos") if "worker" in argv else argv  # see NAMED
        with (self.logs / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                argv,
                cwd=ROOT,
                env={**self.env, **environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.workers.append(process)

    def kill_one(self, chance: random.Random, *, whole: bool) -> None:
        """SIGKILL a whole worker, which is then replaced, or one of its pool processes."""
        pools = self._pools()
        victim = chance.choice(list(pools))
        target = victim.pid if whole else chance.choice(pools[victim])
        with contextlib.suppress(ProcessLookupError):
            os.kill(target, signal.SIGKILL)
            self.kills += 1
        if whole:
            victim.wait()
        self.supervise()

    def supervise(self) -> None:
        """Replace what is dead, as whoever runs workers in earnest does. A worker whose whole
        pool is killed while it starts gives up by itself."""
        for process in [one for one in self.workers if one.poll() is not None]:
            self.workers.remove(process)
            self.started += 1
            self.start(*process.args[: -len(NAMED)] if "worker" in process.args else process.args)

    def _pools(self) -> dict["subprocess.Popen[bytes]", list[int]]:
        """The workers that have begun to work, each with its pool processes."""
        while True:
            alive = [w for w in self.workers if w.poll() is None and b"worker" in _argv(w.pid)]
            if found := {w: pool for w in alive if (pool := _children(w.pid))}:
                return found
            time.sleep(0.1)

    def deaths(self) -> int:
        """How many pool processes the workers have seen die by SIGKILL."""
        texts = (path.read_text(errors="replace") for path in self.logs.glob("*.log"))
        return sum(text.count("signal 9 (SIGKILL)") for text in texts)

    def forget_everything(self) -> None:
        redis.Redis.from_url(self.env["REDIS_URL"]).flushall()

    def count(self, sql: str) -> int:
        with psycopg.connect(self.env["DATABASE_URL"]) as connection:
            connection.execute("SET ROLE wedsync_operator")
            return connection.execute(sql).fetchone()[0]

    def wait_until(self, sql: str, seconds: float) -> bool:
        """Until the query counts 0."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.supervise()
            if self.count(sql) == 0:
                return True
            time.sleep(0.2)
        return False


def _argv(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def _children(pid: int) -> list[int]:
    """By the fourth field of every /proc/*/stat: some kernels keep no list of children."""
    return [
        int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat") if _parent(stat) == pid
    ]


def _parent(stat: Path) -> int:
    with contextlib.suppress(OSError):
        return int(stat.read_text(errors="replace").rpartition(")")[2].split()[1])
    return 0
