"""What a plan needn't know of a timeline: which templates it says, and on what conditions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from campaigns.experiment.goals import Goal

Tree = Mapping[str, Any]  # as campaigns/segments/audience.py reads it


class OnMove(StrEnum):
    """What is done where it had told a date, and the date is another one now."""

    NONE = "none"
    RESEND = "resend_corrected"
    ASK = "ask"


@dataclass(frozen=True)
class Trial:
    """How the wordings of a step compete, where its template has several.

    `held`: percent of weddings that get none on purpose. `bandit`: shares follow the results.
    """

    goal: Goal = Goal.CLICKED
    held: int = 0
    bandit: bool = False


AS_USUAL = Trial()


@dataclass(frozen=True)
class Content:
    """Of a step: the template, the condition it needs if any, and why it exists, for people."""

    template: UUID
    condition: Tree | None = None
    why: str = ""
    on_move: OnMove = OnMove.ASK
    trial: Trial = AS_USUAL


@dataclass(frozen=True)
class Contents:
    """Steps and forks by their keys. `goal`: what ends it as reached, if anything does."""

    steps: Mapping[str, Content]
    forks: Mapping[str, Tree] = field(default_factory=dict)
    goal: Tree | None = None
