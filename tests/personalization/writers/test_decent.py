"""The checks don't stand in the way of what a person would approve."""

import json
import tomllib
from pathlib import Path

import pytest

from personalization.compile import compile_draft
from personalization.copy.examine import examine
from personalization.copy.slots import slots_of
from personalization.draft import Draft

FILE = Path(__file__).with_name("decent.toml")
DECENT = [
    (one["language"], one["human"], copy)
    for one in tomllib.loads(FILE.read_text(encoding="utf-8"))["decent"]
    for copy in one["copies"]
]


@pytest.mark.parametrize(("language", "human", "copy"), DECENT, ids=range(len(DECENT)))
def test_a_decent_rewording_passes(language, human, copy):
    human = human.replace(".first_name", ".first_name | default: 'you'")
    draft = Draft(subject="x", blocks=[{"type": "text", "text": human}], language=language)
    (slot,) = slots_of(draft)
    compiled = compile_draft(draft, purpose="helpful")

    found = examine(json.dumps({slot.name: copy}), draft, (slot,), compiled, "helpful")

    assert found.faults == ()
