"""Bring the operators' library into the database: what is new, and what has changed."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from personalization.compile import Compiled
from personalization.draft import Draft
from personalization.models import Template, Variant
from personalization.publish import compile_all, publish
from wedsync.vendors.tenancy import operator

FOLDER = Path(__file__).parent / "library"
ABOUT = ("name", "purpose", "description", "stage", "timing")


@dataclass(frozen=True)
class Message:
    """One file of the library; its name without the ending is the template's key."""

    key: str
    name: str
    purpose: str
    description: str
    kinds: tuple[str, ...]
    stage: str
    timing: dict[str, str]
    variants: tuple[Draft, ...]


def install_library(folder: Path = FOLDER, *, actor: str = "system:library") -> int:
    """Publish what is new or has changed; returns how many versions that made. Twice is once."""
    with operator():
        return sum(_install(message, actor) for message in messages(folder))


def messages(folder: Path = FOLDER) -> Iterator[Message]:
    for path in sorted(folder.rglob("*.toml"), key=lambda path: path.stem):
        yield _message(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))


def _message(key: str, data: dict[str, Any]) -> Message:
    return Message(
        key=key,
        name=data["name"],
        purpose=data["purpose"],
        description=data["description"],
        kinds=tuple(data["kinds"]),
        stage=data["stage"],
        timing=data["timing"],
        variants=tuple(Draft(**variant) for variant in data["variants"]),
    )


def _install(message: Message, actor: str) -> int:
    about = {field: getattr(message, field) for field in ABOUT} | {"kinds": list(message.kinds)}
    template, _ = Template.objects.update_or_create(vendor=None, key=message.key, defaults=about)
    if _is_current(template, message):
        return 0
    publish(template, message.variants, note="From the library", actor=actor)
    return 1


def _is_current(template: Template, message: Message) -> bool:
    """False too when the compiler makes something else of the same words now."""
    current = template.current
    rows = current.variants.all() if current else ()
    compiled = compile_all(message.variants, purpose=message.purpose)
    wanted = {_mark(draft, one) for draft, one in zip(message.variants, compiled, strict=True)}
    return wanted == {_mark(row, row.compiled) for row in rows}


def _mark(draft: Draft | Variant, compiled: Compiled) -> tuple[object, ...]:
    return (draft.key, draft.channel, draft.language, draft.weight, compiled["digest"])
