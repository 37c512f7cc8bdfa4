"""The one interface every writer keeps, and the few answers it may give. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol


@dataclass(frozen=True)
class Order:
    """`rules` are ours and never hold data; `data` is one JSON document; `schema` is JSON Schema.

    `most_tokens` bounds what may be written, and so what it may cost.
    """

    model: str
    rules: str
    data: str
    schema: Mapping[str, Any]
    most_tokens: int


@dataclass(frozen=True)
class Access:
    """Where to ask and by whose leave. `base_url` ends without a slash; `seconds` for one call."""

    key: str
    base_url: str
    seconds: float


@dataclass(frozen=True)
class Usage:
    """Tokens read and written, as the provider counted them."""

    read: int = 0
    written: int = 0


@dataclass(frozen=True)
class Written:
    """`text` as it came, unread; `model` is the one that answered."""

    text: str
    model: str
    usage: Usage


@dataclass(frozen=True)
class Declined:
    """It answered, with nothing to use: it would not, or was cut off. Paid for all the same."""

    reason: str
    usage: Usage


@dataclass(frozen=True)
class Unavailable:
    """Not now. `seconds` is how long the provider asks to wait, None where it doesn't say.

    `billed`: whether it may have done the work whose answer was lost.
    """

    reason: str
    seconds: float | None = None
    billed: bool = False


@dataclass(frozen=True)
class Unusable:
    """Nothing will come of it until a person mends something: key, model, quota or address."""

    reason: str


Reply = Written | Declined | Unavailable | Unusable


class Writer(Protocol):
    key: ClassVar[str]
    label: ClassVar[str]  # what people call it
    base_url: ClassVar[str]  # where it answers unless settings say otherwise

    def write(self, order: Order, access: Access) -> Reply:
        """Make one call, without retries. Never raises for what network or provider do."""
