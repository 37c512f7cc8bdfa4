"""Bring the operators' library into the database: what is new, and what has changed."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from personalization.compile import Compiled
from personalization.draft import Draft
from personalization.models import Template, Variant
from personalization.publish import compile_all, publish
from personalization.timing import parse_timing
from wedsync.vendors.tenancy import operator

FOLDER = Path(__file__).parent / "library"
ABOUT = ("name", "purpose", "description", "kinds", "stage", "timing")


@dataclass(frozen=True)
class Message:
    """One file of the library; its name without the ending is the template's key.

    `kinds` are the vendors it is for, all when empty; `timing` is as `timing.py` reads it; `test`
    says what its wordings A and B are to find out.
    """

    key: str
    name: str
    purpose: str
    description: str
    variants: tuple[Draft, ...]
    stage: str = ""
    kinds: list[str] = field(default_factory=list)
    timing: dict[str, Any] = field(default_factory=dict)
    test: str = ""


def install_library(folder: Path = FOLDER, *, actor: str = "system:library") -> int:
    """Publish what is new or has changed; returns how many versions that made. Twice is once."""
    with operator():
        return sum(_install(message, actor) for message in messages(folder))


def messages(folder: Path = FOLDER) -> Iterator[Message]:
    """Raises ValueError for a timing that makes no sense."""
    for path in sorted(folder.rglob("*.toml"), key=lambda path: path.stem):
        yield _message(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))


def _message(key: str, data: dict[str, Any]) -> Message:
    if timing := data.get("timing"):
        parse_timing(timing)
    return Message(**{**data, "key": key, "variants": tuple(map(_draft, data["variants"]))})


def _draft(variant: dict[str, Any]) -> Draft:
    """A variant may hand in its `text` alone: one block, and below a mail's the signature."""
    rest = {"subject": "", **variant}
    if text := rest.pop("text", ""):
        signed = [{"type": "signature"}] if rest.get("channel", "email") == "email" else []
        rest["blocks"] = [{"type": "text", "text": text}, *signed]
    return Draft(**rest)


def _install(message: Message, actor: str) -> int:
    about = {name: getattr(message, name) for name in ABOUT}
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
