"""What a run comes to, by the sandbox's own account. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

IDEMPOTENT = frozenset({"resend", "in_app", "fcm"})
REACHED = frozenset({"accepted", "sent", "delivered", "bounced"})


@dataclass(frozen=True)
class Said:
    """A message as our ledger tells it. `copies` is how many the providers' accounts show."""

    id: str
    provider: str
    state: str
    flagged: bool
    copies: int


@dataclass(frozen=True)
class Verdict:
    messages: int
    lost: int  # we believe that it arrived, or wait for ever: nobody has it
    left: int  # nobody has it, and it lies before a person with the reason
    duplicates: int
    unflagged: int
    idempotent: int  # duplicates where a repeat must be harmless
    flagged: int

    @property
    def good(self) -> bool:
        return not (self.lost or self.unflagged or self.idempotent)


def judge(said: Iterable[Said]) -> Verdict:
    said = list(said)
    twice = [one for one in said if one.copies > 1]
    nowhere = [one for one in said if one.copies == 0]
    left = [one for one in nowhere if one.state == "dead"]
    return Verdict(
        messages=len(said),
        lost=len(nowhere) - len(left),
        left=len(left),
        duplicates=len(twice),
        unflagged=sum(not one.flagged for one in twice),
        idempotent=sum(one.provider in IDEMPOTENT for one in twice),
        flagged=sum(one.flagged for one in said),
    )


def copies(accepted: Iterable[Mapping[str, object]]) -> Counter[str]:
    """By address: how many a person has. Notifications under one tag show as one."""
    seen = {
        (to, line["seq"] if line["provider"] != "fcm" else str(sorted(line["tags"].items())))
        for line in accepted
        for to in line["to"]
    }
    return Counter(to.removeprefix("whatsapp:") for to, _ in seen)
