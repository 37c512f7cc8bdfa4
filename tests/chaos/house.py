"""A whole house of real processes, to be treated badly: PostgreSQL, Redis, web, workers, beat."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import redis

from tests.chaos.processes import argv_of, children_of
from tests.chaos.store import Store

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable
SERVICES = (PYTHON, "-m", "wedsync.embedded", "services", "--bound", "--durable")
WORKER = (
    *(PYTHON, "-m", "celery", "-A", "wedsync", "worker", "-c", "2", "-l", "WARNING"),
    *("--without-gossip", "--without-mingle"),
)
BEAT = (PYTHON, "-m", "celery", "-A", "wedsync", "beat", "-l", "WARNING", "--pidfile=")
WEB = (
    *(PYTHON, "-m", "uvicorn", "wedsync.asgi:application", "--no-access-log"),
    *("--log-level", "warning", "--port"),
)
NAMED = ("-n", "name")  # what `start` adds to a worker's command
# Short leases, so that what a kill leaves behind is found within seconds.
QUICK = {
    "WEDSYNC_LEASE_SECONDS": "6",
    "WEDSYNC_GRACE_SECONDS": "2",
    "WEDSYNC_CONNECT_SECONDS": "1",
    "WEDSYNC_READ_SECONDS": "2",
    "WEDSYNC_ABSENCE_SECONDS": "2",
    "WEDSYNC_REPORT_SECONDS": "20",
    "SKIP_CHECKS": "1",  # Celery's word for Django's checks, which cost seconds at every start
}


# A worker that is broken on purpose, see mutant.py.
BROKEN = tuple("tests.chaos.mutant" if word == "wedsync" else word for word in WORKER)


class House:
    """Starts in __enter__, ends everything it started in __exit__."""

    def __init__(
        self, sandbox_url: str, logs: Path, *, database: str = "", **environment: str
    ) -> None:
        """`database`: one with all tables, to borrow; else a whole PostgreSQL of its own."""
        shell = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
        self.env = {**shell, **QUICK, "WEDSYNC_SANDBOX_URL": sandbox_url, **environment}
        self.logs, self._database = logs, database
        self._services: subprocess.Popen[str] | None = None
        self.running: list[subprocess.Popen[bytes]] = []
        self.groups: set[int] = set()  # every one that was ever started
        self.started = self.kills = self.freezes = self.crashes = 0

    def __enter__(self) -> "House":
        if self._database:
            self.env["DATABASE_URL"] = self._database
        else:
            self._start_services()
        # Another Redis than the services': one that may be killed and comes back.
        self.store = Store(self.logs)
        self.store.start()
        self.env["REDIS_URL"] = self.store.url
        if not self._database:
            self.run(PYTHON, "manage.py", "migrate", "-v0")
        return self

    def __exit__(self, *_: object) -> None:
        self.send_home()
        self.store.kill()
        if self._services:
            self._services.communicate("", timeout=30)

    def _start_services(self) -> None:
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

    def send_home(self) -> None:
        for group in self.groups:  # a killed worker's pool lives on for a while
            with contextlib.suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
        for process in self.running:
            process.wait()
        self.running, self.started = [], self.started + len(self.running)
        self.groups.clear()
        self.kills = self.freezes = self.crashes = 0

    def run(self, *argv: str) -> None:
        subprocess.run(argv, cwd=ROOT, env=self.env, check=True)

    def start(self, *argv: str, **environment: str) -> None:
        name = f"{self.started + len(self.running)}"
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
        process.environment = environment
        self.groups.add(process.pid)
        self.running.append(process)

    def kill_one(self, chance: random.Random, *, whole: bool) -> None:
        """SIGKILL a whole process, which is then replaced, or one of a worker's pool."""
        victim = self._victim(chance, whole=whole)
        with contextlib.suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
            self.kills += 1
        self.supervise()

    def freeze_one(self, chance: random.Random, seconds: float) -> None:
        """SIGSTOP for a while: a process that wakes believes that no time has passed."""
        victim = self._victim(chance, whole=False)
        with contextlib.suppress(ProcessLookupError):
            os.kill(victim, signal.SIGSTOP)
            self.freezes += 1
            threading.Timer(seconds, _wake, [victim]).start()

    def crash_database(self) -> None:
        """One of its own processes dies by SIGKILL: the whole server throws everybody out and
        recovers from its log."""
        for server in children_of(self._services.pid):
            for one in children_of(server):
                if argv_of(one).startswith(b"postgres: walwriter"):
                    os.kill(one, signal.SIGKILL)
                    self.crashes += 1

    def supervise(self) -> None:
        """Replace what is dead, as whoever runs workers in earnest does. A worker whose whole
        pool is killed while it starts gives up by itself."""
        for process in [one for one in self.running if one.poll() is not None]:
            self.running.remove(process)
            self.started += 1
            argv = process.args[: -len(NAMED)] if "worker" in process.args else process.args
            self.start(*argv, **process.environment)

    def _victim(self, chance: random.Random, *, whole: bool) -> int:
        if whole:
            return chance.choice([one for one in self.running if one.poll() is None]).pid
        pools = self._pools()
        return chance.choice(pools[chance.choice(list(pools))])

    def _pools(self) -> dict["subprocess.Popen[bytes]", list[int]]:
        """The workers that have begun to work, each with its pool processes."""
        while True:
            self.supervise()
            alive = [w for w in self.running if b"worker" in argv_of(w.pid)]
            if found := {w: pool for w in alive if (pool := children_of(w.pid))}:
                return found
            time.sleep(0.1)

    def deaths(self) -> int:
        """How many pool processes the workers have seen die by SIGKILL."""
        texts = (path.read_text(errors="replace") for path in self.logs.glob("*.log"))
        return sum(text.count("signal 9 (SIGKILL)") for text in texts)

    def restart_store(self) -> None:
        self.store.kill()
        self.store.start()

    def forget_everything(self) -> None:
        with contextlib.suppress(redis.RedisError):
            redis.Redis.from_url(self.env["REDIS_URL"]).flushall()

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """As operator; asks again while the database recovers."""
        while True:
            try:
                with psycopg.connect(self.env["DATABASE_URL"]) as connection:
                    connection.execute("SET ROLE wedsync_operator")
                    return connection.execute(sql).fetchall()
            except psycopg.OperationalError:
                time.sleep(0.2)

    def count(self, sql: str) -> int:
        return int(self.rows(sql)[0][0])

    def wait_until(self, sql: str, seconds: float) -> bool:
        """Until the query counts 0."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.supervise()
            if self.count(sql) == 0:
                return True
            time.sleep(0.3)
        return False


def _wake(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)
