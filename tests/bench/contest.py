"""One round of one contestant: a fresh database, its processes, the clock, the sink's verdict."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis
from psycopg.conninfo import make_conninfo

from tests.bench import letter
from tests.bench.arrived import ask
from tests.bench.usage import Memory, cpu_seconds, parent_of

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20  # seconds for a worker to end by itself
LAST_WORDS = 4000  # characters of a log worth showing


@dataclass(frozen=True)
class Contestant:
    """`module` runs in the launcher, beside `celery` with `worker`'s options if there are any,
    and beside one more for each of `also`."""

    name: str
    module: str
    settings: str
    worker: tuple[str, ...] = ()
    also: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Result:
    size: int
    seconds: float
    cpu: float  # seconds: its processes, PostgreSQL and Redis
    memory: float  # MB, its processes only

    @property
    def rate(self) -> float:
        return self.size / self.seconds


class Wrong(RuntimeError):
    """Something was lost, doubled or mixed up: no figure is worth anything then."""


class Sink:
    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.sink"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.http, self.smtp = self._process.stdout.readline().split()

    def ask(self, what: str) -> dict[str, float]:
        return ask(self.http, what)

    def close(self) -> None:
        self._process.communicate("", timeout=PATIENCE)


@dataclass(frozen=True)
class Place:
    """Where the contest is held: services, sink, and the folder for what programs have to say."""

    sink: Sink
    logs: Path
    services: tuple[int, ...]  # process numbers of PostgreSQL and Redis


def race(contestant: Contestant, size: int, place: Place) -> Result:
    """Raises Wrong."""
    with _ready(contestant, size, place) as (launcher, roots):
        everything = [*roots, *place.services]
        place.sink.ask("reset")
        before, began = cpu_seconds(everything), time.monotonic()
        with Memory(roots) as memory:
            _go(launcher)
            seconds, cpu = time.monotonic() - began, cpu_seconds(everything) - before
        _judge(place.sink.ask("report"), size)
        return Result(size, seconds, cpu, memory.peak)


def watch(contestant: Contestant, size: int, place: Place) -> list[str]:
    """What a contestant that watches itself has to say. Raises Wrong."""
    with _ready(contestant, size, place) as (launcher, _):
        return _go(launcher)


@contextmanager
def _ready(
    contestant: Contestant, size: int, place: Place
) -> Iterator[tuple["subprocess.Popen[str]", list[int]]]:
    """Its launcher, all staged, and the numbers of its processes."""
    log = place.logs / f"{contestant.module}.log"
    with ExitStack() as stack:
        database = stack.enter_context(fresh_database(contestant.settings))
        start = Starter(environment(contestant, place.sink, database), log, stack)
        workers = (contestant.worker, *contestant.also) if contestant.worker else ()
        roots = [start(*_celery(worker)).pid for worker in workers]
        launcher = start(sys.executable, "-m", "tests.bench.launch", contestant.module, str(size))
        try:
            _hear(launcher, "ready")
            yield launcher, [*roots, launcher.pid]
        except Wrong as wrong:
            raise Wrong(f"{wrong}\n{log.read_text()[-LAST_WORDS:]}") from None


def _go(launcher: "subprocess.Popen[str]") -> list[str]:
    launcher.stdin.write("go\n")
    launcher.stdin.flush()
    return _hear(launcher, "done")


def _judge(report: Mapping[str, float], size: int) -> None:
    if (report["received"], report["recipients"], report["wrong"]) != (size, size, 0):
        raise Wrong(f"{size} mails were to arrive once and right, but the sink says {report}")


def _hear(launcher: "subprocess.Popen[str]", word: str) -> list[str]:
    """The lines before `word`."""
    lines: list[str] = []
    while (line := launcher.stdout.readline().rstrip("\n")) != word:
        if launcher.poll() is not None:
            raise Wrong(f"{launcher.args} ended before it said {word!r}")
        lines.append(line)
    return lines


class Starter:
    """Starts processes that end with the stack."""

    def __init__(self, env: Mapping[str, str], log: Path, stack: ExitStack) -> None:
        self._env, self._log, self._stack = env, log, stack

    def __call__(self, *argv: str) -> "subprocess.Popen[str]":
        log = self._stack.enter_context(self._log.open("a"))
        process = subprocess.Popen(
            argv,
            cwd=ROOT,
            env=self._env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )
        self._stack.callback(_end, process)
        return process


def _end(process: "subprocess.Popen[str]") -> None:
    process.stdin.close()
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _celery(worker: tuple[str, ...]) -> list[str]:
    quiet = ("-l", "WARNING", "--without-gossip", "--without-mingle")
    app, *options = worker
    return [sys.executable, "-m", "celery", "-A", app, "worker", *quiet, *options]


def environment(contestant: Contestant, sink: Sink, database: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": contestant.settings,
        "DATABASE_URL": database,
        "WEDSYNC_PUBLIC_URL": letter.BASE,
        "WEDSYNC_SANDBOX_URL": f"http://127.0.0.1:{sink.http}",
        "WEDSYNC_JSON_LOGS": "1",
        "BENCH_HTTP_PORT": sink.http,
        "BENCH_SMTP_PORT": sink.smtp,
        "SKIP_CHECKS": "1",
    }


def make_template(settings: str) -> None:
    """A migrated database that every round copies."""
    with _owner() as owner:
        owner.execute(f"CREATE DATABASE {_template(settings)}")
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, "BENCH_SMTP_PORT": "9"}
    env |= {"BENCH_HTTP_PORT": "9", "DATABASE_URL": _url(_template(settings))}
    command = (sys.executable, "-m", "django", "migrate", "-v0", "--run-syncdb", "--skip-checks")
    subprocess.run(command, cwd=ROOT, env=env, check=True)


def drop_template(settings: str) -> None:
    with _owner() as owner:
        owner.execute(f"DROP DATABASE IF EXISTS {_template(settings)}")


@contextmanager
def fresh_database(settings: str) -> Iterator[str]:
    """The address of a copy of the template."""
    with _owner() as owner:
        owner.execute(f"CREATE DATABASE bench_round TEMPLATE {_template(settings)}")
        try:
            yield _url("bench_round")
        finally:
            owner.execute("DROP DATABASE bench_round")


def _template(settings: str) -> str:
    return "bench_" + settings.replace(".", "_")


def _url(database: str) -> str:
    return make_conninfo(os.environ["DATABASE_URL"], dbname=database)


def _owner() -> psycopg.Connection:
    owner = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
    owner.execute("SET ROLE wedsync_owner")
    return owner


def service_processes() -> tuple[int, int]:
    """The server processes of PostgreSQL and Redis; both must run on this machine."""
    with _owner() as owner:
        backend = owner.execute("SELECT pg_backend_pid()").fetchone()[0]
        postmaster = parent_of(backend)
    server = redis.Redis.from_url(os.environ["REDIS_URL"]).info("server")
    return postmaster, server["process_id"]
