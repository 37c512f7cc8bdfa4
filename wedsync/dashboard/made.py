"""How a message came to be, as its page shows it: the rules' reasons, the score in parts. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from messaging.why import Line, wording
from personalization.made_by import score_of
from personalization.score import WEIGHTS
from wedsync.lib.worded import worded

LABELS = {
    "coverage": worded("What it reads is known"),
    "stage": worded("It suits where the wedding stands"),
    "rules": worded("It takes up what the rules ask for"),
    "channel": worded("It comes where they answer"),
    "timing": worded("It comes at a decent hour"),
    "recency": worded("They have not heard too much"),
    "evidence": worded("This wording did well so far"),
}


@dataclass(frozen=True)
class Measured:
    """`percent` is None where nobody knows; `points` are thousandths of the score."""

    label: str
    percent: int | None
    points: int
    most: int


@dataclass(frozen=True)
class Made:
    """`score` is written from 0.00 to 1.00, "" without one."""

    lines: tuple[Line, ...]
    score: str
    parts: tuple[Measured, ...]


def made(kept: Mapping[str, Any]) -> Made | None:
    """From a stored `made_by`; None for a message from before anything of it was kept."""
    if "parts" not in kept:
        return None
    found = score_of(kept)
    parts = tuple(
        Measured(
            LABELS.get(part.name, part.name),
            None if part.value is None else part.value // 10,
            part.points,
            WEIGHTS.get(part.name, 0),
        )
        for part in found.parts
    )
    return Made(wording(kept), "" if found.value is None else f"{found.value:.2f}", parts)
