"""What a wording rule may look at, and what it may ask for. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from personalization.fields import VOICE


class What(StrEnum):
    """CHOOSE which blocks are shown, in which TONE, with which OFFER, and which comes first."""

    CHOOSE = "choose"
    TONE = "tone"
    OFFER = "offer"
    ORDER = "order"


OF = {"tone": What.TONE, "offer": What.OFFER, "lead": What.ORDER}  # any other field chooses


class RuleFacts(NamedTuple):
    """One person and one wedding on one day, in few words; "" is unknown, never a guess.

    `vendor_type` is the key (`music`); `languages` are BCP 47 tags with whose they are, the first
    wish first. There is no amount of money here, and no name.
    """

    stage: str = ""
    vendor_type: str = ""
    guest_band: str = ""
    budget_band: str = ""
    season: str = ""
    destination: str = ""
    brand_voice: str = ""
    style: str = ""
    languages: tuple[tuple[str, str], ...] = ()
    returning: bool = False


@dataclass(frozen=True, slots=True)
class Adjustment:
    """`value` for a field of the `voice` group; `reason` is a sentence for the vendor."""

    field: str
    value: str
    reason: str

    def __post_init__(self) -> None:
        """Raises ValueError for what no template could have been written for."""
        allowed = VOICE[self.field]
        if not self.reason or not self.value or (allowed and self.value not in allowed):
            raise ValueError(f"{self.field} can't be {self.value!r}: {self.reason!r}")

    @property
    def what(self) -> What:
        return OF.get(self.field, What.CHOOSE)


Rule = Callable[[RuleFacts], Iterable[Adjustment]]
