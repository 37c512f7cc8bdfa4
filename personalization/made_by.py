"""What is kept of how a message came to be: wording, rules, writer, score. Pure.

It stands in a message's frozen context under `made_by`, so that "why" never has to guess. What
sending it cost stands in the ledger of money and nowhere else; `cost` is the writer's alone.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypedDict

from personalization import measure
from personalization.measure import Engagement
from personalization.score import Part, Score, score
from personalization.voice import Reason


class MadeBy(TypedDict, total=False):
    """As JSON. Before rules and scores existed, none of it was kept.

    `version` and `variant` are ids, `key` and `language` the variant's. `rules` are what fired.
    `writer` and `model` are "" for words a person wrote. `score` is in thousandths, `parts` are
    (name, value, points), see `score.py`. `cost` is in micro-units.
    """

    version: str
    variant: str
    key: str
    language: str
    rules: list[Reason]
    writer: str
    model: str
    score: int | None
    parts: list[tuple[str, int | None, int]]
    cost: int


@dataclass(frozen=True, slots=True)
class Wording:
    """The variant: ids as text, and the declared fields that it reads."""

    version: str
    variant: str
    key: str
    language: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why, where and when it is said. `local` is the reader's wall clock; None is unknown.

    `evidence`, in thousandths: how this wording did against the others.
    """

    purpose: str
    channel: str
    local: dt.datetime | None = None
    engagement: Engagement | None = None
    evidence: int | None = None


def made_by(wording: Wording, values: Mapping[str, Any], occasion: Occasion) -> MadeBy:
    """`values` are a context's."""
    stage = values.get("wedding", {}).get("stage")
    total, parts = _scored(
        coverage=measure.coverage(wording.fields, values),
        stage=measure.stage_fit(occasion.purpose, stage),
        rules=measure.rule_matches(wording.fields, values.get("voice", {})),
        channel=measure.channel_fit(occasion.channel, occasion.engagement),
        timing=measure.timing(occasion.local),
        recency=measure.recency(occasion.engagement),
        evidence=occasion.evidence,
    )
    return {
        "version": wording.version,
        "variant": wording.variant,
        "key": wording.key,
        "language": wording.language,
        "rules": rules_of(values),
        "writer": "",
        "model": "",
        "score": total,
        "parts": list(parts),
        "cost": 0,
    }


@lru_cache(maxsize=4096)  # most of a campaign's couples measure alike
def _scored(**values: int | None) -> tuple[int | None, tuple[tuple[str, int | None, int], ...]]:
    found = score(values)
    return found.total, tuple((part.name, part.value, part.points) for part in found.parts)


def rules_of(values: Mapping[str, Any]) -> list[Reason]:
    """What fired for a context; nothing for one from before there were rules."""
    rules: list[Reason] = values.get("made_by", {}).get("rules", [])
    return rules


def score_of(kept: Mapping[str, Any]) -> Score:
    """From a stored `MadeBy`."""
    parts = kept.get("parts", ())
    return Score(kept.get("score"), tuple(Part(name, value, pts) for name, value, pts in parts))
