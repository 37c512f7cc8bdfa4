"""What somebody said on a vendor's page, and the letter that is made of it."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from crm_connectors.people import Name
from messaging.models.people import BY_FORM
from wedsync.weddings.models import Precision

MOST_OF_A_NOTE = 4_000


@dataclass(frozen=True)
class Said:
    """Addresses in their normal form; `date` is the first of the month where only that is known.

    `lines` are the answers as they were asked and given, label and words; `note` is free text.
    """

    names: tuple[Name, Name]
    email: str = ""
    phone: str = ""
    language: str = ""
    date: dt.date | None = None
    precision: str = Precision.OPEN
    venue: str = ""
    city: str = ""
    guests: int | None = None
    note: str = ""
    lines: tuple[tuple[str, str], ...] = ()

    @property
    def channel(self) -> str:
        """Over which they are answered."""
        return "email" if self.email else "sms"

    @property
    def address(self) -> str:
        return self.email or self.phone


def letter(said: Said, ticked: Iterable[str]) -> str:
    """`ticked` are the words of the boxes."""
    answers = "\n".join(f"{label}: {words}" for label, words in said.lines)
    boxes = "\n".join(f"☑ {words}" for words in ticked)
    return "\n\n".join(filter(None, [said.note, answers, boxes]))


def key_of(said: Said, text: str, today: dt.date) -> str:
    """The same thing said twice on a day is said once."""
    told = repr((said.address, said.phone, text, today.isoformat()))
    return f"{BY_FORM}{hashlib.sha256(told.encode()).hexdigest()}"
