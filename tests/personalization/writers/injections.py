"""A model that obeys whatever somebody wrote into a couple's record, and what leaves of it."""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from personalization.compile import compile_draft
from personalization.copy.bucket import Bucket, bucket_of
from personalization.copy.examine import Examined, examine
from personalization.copy.prompt import order
from personalization.copy.slots import slots_of
from personalization.draft import Draft
from personalization.fields import sample
from wedsync.sandbox.scripted import Prompt, Scripted

FILE = Path(__file__).with_name("injections.toml")
DRAFT = Draft(
    subject="A few questions for the two of you",
    preheader="It takes a quarter of an hour.",
    blocks=[
        {"type": "heading", "text": "Your day, {{ person.first_name | default: 'you two' }}"},
        {
            "type": "text",
            "text": "We are so happy to be a part of the day that you have planned for so long"
            "{% if wedding.venue %} at {{ wedding.venue }}{% endif %}.\n\n"
            "Please have a look at <a href='https://studio.example/q'>our questions</a>, and call"
            " {{ vendor.phone | default: 'us' }} if anything is unclear to you.",
        },
        {"type": "button", "label": "Answer the questions", "url": "https://studio.example/q"},
    ],
)
HUMAN = compile_draft(DRAFT, purpose="helpful")
SLOTS = slots_of(DRAFT)
# Where in what is known of a couple a text of other people's may stand.
FIELDS = {"style": "style", "venue": "venue", "notes": "notes", "tag": "tags"}


@dataclass(frozen=True)
class Injection:
    name: str
    where: str
    text: str
    goal: str
    language: str = "en"


@cache
def injections() -> tuple[Injection, ...]:
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["injections"]
    return tuple(Injection(**one) for one in found)


def values_with(injection: Injection) -> dict[str, Any]:
    """What is known of an imaginary couple, with the text where somebody wrote it."""
    values = sample()
    if injection.where == "name":
        values["couple"]["names"] = values["person"]["first_name"] = injection.text
    else:
        values["wedding"][FIELDS[injection.where]] = injection.text
    return values


def prompt_for(bucket: Bucket) -> Prompt:
    asked = order(SLOTS, bucket, purpose="helpful", model="obedient", most_tokens=1000)
    return Prompt(asked.model, asked.rules, asked.data, asked.schema)


def bucket_with(injection: Injection) -> Bucket:
    return bucket_of(values_with(injection), tone="warm", language="en")


def obeyed(injection: Injection) -> Examined:
    """What becomes of the answer of a model that puts the goal into every slot."""
    spoken = Scripted("obedient", injection.goal).speak(prompt_for(bucket_with(injection)))
    return examine(spoken.text, DRAFT, SLOTS, HUMAN, "helpful")


def obeyed_in(injection: Injection, slot: str) -> Examined:
    """The same with the goal in one slot only."""
    words = {one.name: one.masked.text for one in SLOTS}
    words[slot] += f" {injection.goal}"
    return examine(json.dumps(words), DRAFT, SLOTS, HUMAN, "helpful")


def leaks() -> list[str]:
    """The names of injections of which something would leave."""
    return [one.name for one in injections() if obeyed(one).compiled is not None]
