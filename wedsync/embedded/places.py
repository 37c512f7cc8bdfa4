"""Where a launcher keeps its files: state, sockets, data."""

import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wedsync.embedded.account import Account, can_reach
from wedsync.embedded.trouble import CannotStart

PROJECT = Path(__file__).resolve().parents[2]
# The path of a socket has 103 bytes on macOS, 107 on Linux; this is the longest below the folder.
SOCKET_LIMIT = 103
LONGEST_SOCKET = "/pg/.s.PGSQL.5432"
# Spelled in URLs that several clients take apart, each in its own way.
PLAIN = re.compile(r"[A-Za-z0-9/._-]+")
TEMPORARY = "wedsync-test-"


@dataclass(frozen=True)
class Places:
    state: Path  # logs, keys, lock
    data: Path  # PostgreSQL's and Redis's files: in the state folder where PostgreSQL can reach it
    sockets: Path  # short, or the kernel refuses

    @property
    def cluster(self) -> Path:
        return self.data / "postgres"

    @property
    def logs(self) -> Path:
        return self.state / "logs"

    @property
    def postgres_sockets(self) -> Path:
        return self.sockets / "pg"

    @property
    def redis_socket(self) -> Path:
        return self.sockets / "redis.sock"


def lasting(state: Path, account: Account | None) -> Places:
    """Places that are there again next time; the state folder is made if it is missing."""
    make_folder(state, account)
    name = f"wedsync-{os.geteuid()}-{_tag(state)}"
    base = short_base(_bases(account), name)
    inside = can_reach(account, state)
    return Places(state, state if inside else Path("/var/tmp") / name, base / name)  # noqa: S108 -- made private


def temporary(account: Account | None) -> Places:
    """Places in a new folder of their own, for one run."""
    base = short_base(_bases(account), f"{TEMPORARY}{'x' * 8}/run")
    state = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=base))
    state.chmod(_mode(account))
    return Places(state, state, state / "run")


def make(places: Places, account: Account | None) -> None:
    for folder in (places.data, places.sockets, places.logs):
        make_folder(folder, account)


def make_folder(path: Path, account: Account | None) -> None:
    """A folder only we write to. Raises CannotStart when somebody else was there first."""
    try:
        path.mkdir(parents=True)
    except FileExistsError:
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise CannotStart(f"{path} is not a folder of yours: remove it") from None
    else:
        path.chmod(_mode(account))  # ours and new, whatever the umask says


def short_base(bases: Iterable[Path], name: str) -> Path:
    """The first folder in which the sockets' paths are short and plain enough."""
    for base in bases:
        longest = f"{base}/{name}{LONGEST_SOCKET}"
        if len(os.fsencode(longest)) <= SOCKET_LIMIT and PLAIN.fullmatch(longest):
            return base
    raise CannotStart("no temporary folder with a short path: set TMPDIR to one")


def _bases(account: Account | None) -> list[Path]:
    candidates = (Path(tempfile.gettempdir()), Path("/tmp"))  # noqa: S108 -- made private
    return [base for base in candidates if can_reach(account, base)]


def _tag(state: Path) -> str:
    return hashlib.sha256(os.fsencode(state)).hexdigest()[:10]


def _mode(account: Account | None) -> int:
    """PostgreSQL's account walks through our folders, without seeing what is in them."""
    return 0o700 if account is None else 0o711
