"""Who runs PostgreSQL: it refuses to be root, and nobody's folders are opened up for it."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int


def postgres_account() -> Account | None:
    """None: as the user we are. `nobody` exists on every system; no user is ever added."""
    if os.geteuid() != 0:
        return None
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def can_reach(account: Account | None, path: Path) -> bool:
    """Whether every folder down to `path` lets the account through as it stands."""
    if account is None:
        return True
    whole = path.resolve()
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (whole, *whole.parents))


def give(path: Path, account: Account | None) -> None:
    """A private folder the account owns with all that is in it, even where a copy lost that."""
    path.mkdir(exist_ok=True)
    path.chmod(0o700)
    if account is not None and path.stat().st_uid != account.uid:
        for each in (*path.rglob("*"), path):
            os.chown(each, account.uid, account.gid, follow_symlinks=False)
