"""A launcher's frame: its folders, its lock, its children, and nothing left when it ends."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from wedsync.embedded import binaries, keys, leftovers, lock, places, postgres, redis_server
from wedsync.embedded.account import Account, postgres_account
from wedsync.embedded.attention import Attention
from wedsync.embedded.children import Children
from wedsync.embedded.places import Places

OLD = 60.0  # seconds: younger folders may belong to a launcher that is about to lock them


@dataclass(frozen=True)
class Launcher:
    places: Places
    account: Account | None
    children: Children

    def start_services(self, *, durable: bool) -> None:
        """PostgreSQL and Redis, ready to be used. Raises CannotStart, ChildEnded or Leave."""
        redis = binaries.redis()  # a missing one is told before anything runs
        cluster = postgres.Cluster(
            binaries=binaries.postgres(self.account, self.places.data),
            data=self.places.cluster,
            sockets=self.places.postgres_sockets,
            account=self.account,
            durable=durable,
        )
        postgres.start(cluster, self.children)
        redis_server.start(
            redis,
            self.places.redis_socket,
            self.places.data / "redis",
            self.children,
            durable=durable,
        )


@contextmanager
def lasting(state: Path, attention: Attention) -> Iterator[Launcher]:
    """What it stores is there again next time. Raises CannotStart when one runs already."""
    account = postgres_account()
    where = places.lasting(state, account)
    with _locked(where, account, attention) as launcher:
        yield launcher


def forget(state: Path) -> None:
    """Removes all that `lasting` stored. Raises CannotStart while somebody uses it."""
    if state.exists():
        where = places.lasting(state, postgres_account())
        with lock.hold(state):
            leftovers.clear(state)
            for folder in (where.sockets, where.data, where.state):
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def throwaway(attention: Attention) -> Iterator[Launcher]:
    """A folder of its own, gone at the end; those of launchers that were killed go now."""
    account = postgres_account()
    where = places.temporary(account)
    _sweep(where.state.parent)
    try:
        with _locked(where, account, attention) as launcher:
            yield launcher
    finally:
        shutil.rmtree(where.state, ignore_errors=True)


@contextmanager
def _locked(where: Places, account: Account | None, attention: Attention) -> Iterator[Launcher]:
    with lock.hold(where.state):
        leftovers.clear(where.state)
        _forget_what_no_key_opens(where)
        places.make(where, account)
        children = Children(where.state, where.logs, attention)
        try:
            yield Launcher(where, account, children)
        finally:
            children.stop()
            shutil.rmtree(where.sockets, ignore_errors=True)


def _forget_what_no_key_opens(where: Places) -> None:
    """Somebody removed the state folder, and the data that could not live there stayed behind."""
    if where.data != where.state and not (where.state / keys.FILE).exists():
        shutil.rmtree(where.data, ignore_errors=True)


def _sweep(base: Path) -> None:
    for folder in base.glob(f"{places.TEMPORARY}*"):
        with suppress(OSError):  # somebody else's, or gone this moment
            old = time.time() - (folder / "lock").stat().st_mtime > OLD
            if old and lock.is_free(folder):
                shutil.rmtree(folder, ignore_errors=True)
