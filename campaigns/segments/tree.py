"""Conditions as a tree: what a segment or an audience asks of a person and their wedding. Pure."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias
from uuid import UUID


class Unit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"  # of the calendar


class Distance(NamedTuple):
    """From `least` to `most` units away, both included."""

    least: int
    most: int
    unit: Unit


class Said(NamedTuple):
    """What somebody said to a purpose on a channel: one of `words`."""

    channel: str
    purpose: str
    words: tuple[str, ...]


class Past(NamedTuple):
    """Messages of a template or a campaign, on a channel ("": any), of the last `days`."""

    template: UUID | None = None
    campaign: UUID | None = None
    channel: str = ""
    days: int | None = None


Value: TypeAlias = (
    int | str | dt.date | tuple[str, ...] | tuple[int, int] | tuple[dt.date, dt.date]
    | Distance | Said | Past | None
)  # fmt: skip


@dataclass(frozen=True)
class Test:
    """One condition: `guests`, `over`, 50. What shape the value has, the operator says."""

    field: str
    operator: str
    value: Value = None


@dataclass(frozen=True)
class Member:
    """Whatever the segment of this id asks."""

    segment: UUID


@dataclass(frozen=True)
class Not:
    of: "Node"


@dataclass(frozen=True)
class And:
    """All of them; of none: true."""

    of: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Or:
    """One of them at least."""

    of: tuple["Node", ...]


Node: TypeAlias = Test | Member | Not | And | Or


def leaves(node: Node) -> Iterator[Test | Member]:
    """From left to right."""
    match node:
        case Test() | Member():
            yield node
        case Not(of):
            yield from leaves(of)
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)


def members(node: Node) -> frozenset[UUID]:
    """The segments it mentions."""
    return frozenset(leaf.segment for leaf in leaves(node) if isinstance(leaf, Member))
