"""What the sandbox asks of a provider: to answer requests, and to word and sign its webhooks."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, runtime_checkable

from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.ledger import Accepted
from wedsync.sandbox.wire import Request, Response

Levers = Mapping[str, Mapping[str, Callable[[Request], Response]]]


class Voice(Protocol):
    """What reports back: `key` names it in the ledger, `hook` is where below the webhook URL its
    webhooks go."""

    @property
    def key(self) -> str: ...
    @property
    def hook(self) -> str: ...

    def notice(self, accepted: Accepted, step: Step, at: float) -> bytes | None:
        """The body of its webhook for this step; None where it has no word for it."""
        ...

    def signed(self, event_id: str, at: float, body: bytes) -> Mapping[str, str]:
        """Headers of that webhook, content-type among them; `body` is the enclosed one."""
        ...


class Provider(Voice, Protocol):
    """`prefixes` are the first parts of the paths it answers."""

    @property
    def prefixes(self) -> tuple[str, ...]: ...

    async def answer(self, request: Request) -> Response:
        """Await `request.work()` after reserving a key and before accepting anything."""
        ...

    def forget(self) -> None:
        """Drop keys, limits and whatever else it remembers beside the ledger."""
        ...


@runtime_checkable
class HasLevers(Protocol):
    """A provider with levers of its own under /_ctl/: {path: {method: what answers}}."""

    @property
    def levers(self) -> Levers: ...


@runtime_checkable
class Refuses(Protocol):
    """A provider with refusals that a fault may name, worded as its clients know them."""

    @property
    def refusals(self) -> Mapping[str, Response]: ...


@runtime_checkable
class Hears(Protocol):
    """A provider to whose numbers or mailboxes people write."""

    @property
    def hears(self) -> tuple[str, ...]:
        """The channels: email, sms, whatsapp."""
        ...

    def hear(self, channel: str, hook: str, fields: Mapping[str, Any]) -> Response:
        """Tell the web server, at `hook` or "" for the usual place. Raises Unfit."""
        ...


@runtime_checkable
class Listens(Protocol):
    """A provider that is not spoken to by HTTP: it has a port of its own on loopback."""

    @property
    def key(self) -> str: ...

    @property
    def address(self) -> str:
        """host:port; "" while it does not listen."""
        ...

    async def open(self) -> None:
        """Raises OSError when the port is taken."""
        ...

    async def close(self) -> None: ...


@runtime_checkable
class Unsigned(Protocol):
    """A voice whose webhooks carry a password instead of a signature: by nothing else is a
    forgery known."""

    def guessed(self) -> Mapping[str, str]:
        """Headers with a password that is not the right one."""
        ...


@runtime_checkable
class Encloses(Protocol):
    """A provider whose webhooks differ in their body from one attempt to the next."""

    def enclosed(self, event_id: str, at: float, body: bytes) -> bytes:
        """The body as one attempt carries it: signed inside, or named afresh each time."""
        ...

    def spoiled(self, body: bytes) -> bytes:
        """An enclosed body changed in a way that its signature gives away."""
        ...
