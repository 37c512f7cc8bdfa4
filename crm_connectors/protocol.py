"""What a connector is: a file below connectors/ with a `CONNECTOR`. Pure."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from crm_connectors.told import Told
from crm_connectors.translate import House

Sleep = Callable[[float], None]


@dataclass(frozen=True)
class Want:
    """What a run asks for: everything from page `page` on, or what changed since `since`."""

    since: dt.datetime | None = None  # None: everything
    page: int = 1


@dataclass(frozen=True)
class Page:
    """`number` counts from 1; a run that was cut goes on behind the last it has kept. `newest` is
    the latest change there before this run began to read."""

    number: int
    things: tuple[Told, ...]
    pages: int | None = None
    newest: dt.datetime | None = None


class TooMuch(Exception):
    """So much changed that reading everything is the shorter way."""


class Connector(Protocol):
    """`can`, `cannot` and `steps` are sentences for the person who sets it up; `credentials` by
    name what is asked for."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def can(self) -> Sequence[str]: ...
    @property
    def cannot(self) -> Sequence[str]: ...
    @property
    def steps(self) -> Sequence[str]: ...
    @property
    def credentials(self) -> Mapping[str, str]: ...


class Caller(Protocol):
    """An open API, as network.Api has it, or a feed."""

    def get(self, path: str, **query: object) -> Any: ...
    def send(self, method: str, path: str, body: object) -> Any: ...


@runtime_checkable
class Pulls(Protocol):
    """A connector to a system that can be asked."""

    @property
    def often(self) -> dt.timedelta:
        """How long it is left alone between two looks."""
        ...

    @property
    def writes(self) -> bool:
        """Whether our ids can be written there."""
        ...

    def open(
        self, credentials: Mapping[str, str], sandbox: str, *, sleep: Sleep, tries: int
    ) -> "Caller":
        """`sandbox` is where the providers are played, "" in earnest. Raises Refusal."""
        ...

    def whose(self, api: Caller) -> str:
        """The account's name there: proof that the credentials work."""
        ...

    def pull(self, api: Caller, want: Want, house: House) -> Iterator[Page]:
        """Raises TooMuch where only changes were asked for."""
        ...

    def subscribe(self, api: Caller, url: str) -> None:
        """Have it call `url` when something happens; twice is once."""
        ...

    def unsubscribe(self, api: Caller, url: str) -> None: ...

    def tell_back(self, api: Caller, external_id: str, ours: str, url: str) -> None:
        """Write our id into theirs; twice is once."""
        ...


@runtime_checkable
class Hears(Protocol):
    """A connector to a system that sends us what happened, mapped field by field."""

    @property
    def fields(self) -> Mapping[str, Sequence[str]]:
        """Our field → paths in what comes, the likeliest first."""
        ...

    @property
    def by_mail(self) -> bool:
        """Whether it is told by letters to the vendor, not by calls to an address of ours."""
        ...
