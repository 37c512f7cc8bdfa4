"""PostgreSQL from the wheel: made once, on a Unix socket only, with the house's four roles."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT, SIGQUIT

from wedsync.embedded.account import Account, give
from wedsync.embedded.children import Children, Program
from wedsync.embedded.places import PROJECT
from wedsync.embedded.trouble import CannotStart

ROLES = PROJECT / "wedsync" / "vendors" / "roles.sql"
DATABASE = PROJECT / "wedsync" / "embedded" / "database.sql"
# A container's /dev/shm may have 64 kB: shared memory comes from mapped files instead.
MAPPED = "dynamic_shared_memory_type=mmap"
READY_LINE = 7  # of postmaster.pid, as pg_ctl reads it


@dataclass(frozen=True)
class Cluster:
    binaries: Path
    data: Path
    sockets: Path
    account: Account | None
    durable: bool  # False: for tests, nothing is forced to disk


def url(sockets: Path) -> str:
    """With its port, or a PGPORT of the machine would count."""
    return f"postgresql:///wedsync?host={sockets}&port=5432&user=wedsync"


def start(cluster: Cluster, children: Children) -> None:
    give(cluster.sockets, cluster.account)
    if not cluster.data.exists():
        _create(cluster, children)
    give(cluster.data, cluster.account)
    _refuse_another_version(cluster)
    _drop_stale_pid(cluster.data)
    pid = children.start(_server(cluster))
    while not _is_ready(cluster.data, pid):
        children.pause()
    children.must(_psql(cluster, ROLES, DATABASE))


def _create(cluster: Cluster, children: Children) -> None:
    """Built beside its place and moved there whole: an interrupted start leaves no half."""
    unfinished = cluster.data.with_name("postgres.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    give(unfinished, cluster.account)
    children.must(_initdb(cluster, unfinished))
    unfinished.rename(cluster.data)


def _initdb(cluster: Cluster, target: Path) -> Program:
    """The builtin locale: the same order of text on every machine, whatever its LC_ALL says."""
    locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    options = ("--auth=trust", "--encoding=UTF8", "--no-sync", "--no-instructions", "-c", MAPPED)
    where = ("-D", str(target), "-U", "postgres")
    return _program(cluster, "initdb", "initdb", *where, *locale, *options)


def _server(cluster: Cluster) -> Program:
    settings = [
        "port=5432",
        "listen_addresses=",
        f"unix_socket_directories={cluster.sockets}",
        MAPPED,
        "max_connections=100",
        "shared_buffers=256MB",
        "timezone=UTC",
        "log_timezone=UTC",
    ]
    if not cluster.durable:
        settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
    flags = [word for setting in settings for word in ("-c", setting)]
    return Program(
        name="postgres",
        argv=(str(cluster.binaries / "postgres"), "-D", str(cluster.data), *flags),
        env=_environment(),
        cwd=Path("/"),
        account=cluster.account,
        ends_by=SIGINT if cluster.durable else SIGQUIT,
        orphaned_by=SIGINT if cluster.durable else SIGQUIT,
    )


def _psql(cluster: Cluster, *scripts: Path) -> Program:
    """As the superuser, over the socket."""
    options = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1")
    where = (f"--host={cluster.sockets}", "--port=5432", "--username=postgres", "postgres")
    files = [f"--file={script}" for script in scripts]
    return _program(cluster, "roles", "psql", *options, *files, *where)


def _program(cluster: Cluster, name: str, binary: str, *words: str) -> Program:
    argv = (str(cluster.binaries / binary), *words)
    # psql reads the project's files, which the account may not: it stays with us.
    account = None if binary == "psql" else cluster.account
    return Program(name, argv, _environment(), Path("/"), account)


def _environment() -> dict[str, str]:
    """None of the caller's: PGPORT or PGOPTIONS would reach the server as well as its clients."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _is_ready(data: Path, pid: int) -> bool:
    lines = _pid_file(data)
    return len(lines) > READY_LINE and lines[0] == str(pid) and "ready" in lines[READY_LINE]


def _refuse_another_version(cluster: Cluster) -> None:
    found = (cluster.data / "PG_VERSION").read_text(encoding="ascii").strip()
    if cluster.binaries.parent.name != f"pginstall{found}":
        raise CannotStart(f"the data is of PostgreSQL {found}: `make clean` starts afresh")


def _drop_stale_pid(data: Path) -> None:
    """A number that now belongs to somebody else would keep the server from starting.

    The lock is ours and earlier children are gone, so only a process that names this folder
    (started by hand, perhaps) is reason to leave the file alone.
    """
    if lines := _pid_file(data):
        command = Path(f"/proc/{lines[0]}/cmdline")
        with suppress(OSError):
            if os.fsencode(data) in command.read_bytes():
                return
        if Path("/proc/self").exists():
            (data / "postmaster.pid").unlink(missing_ok=True)


def _pid_file(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
