"""What a model is asked."""

import json

from personalization.copy.bucket import Bucket
from personalization.copy.prompt import RULES, order
from personalization.copy.slots import slots_of
from personalization.draft import Draft

DRAFT = Draft(
    subject="One \"question\"",
    blocks=[{"type": "text", "text": "No.\n\n{{ couple.names }}, hello. Call +1 202 555 0143"}],
)  # fmt: skip
ASKED = order(slots_of(DRAFT), Bucket(), purpose="helpful", model="m", most_tokens=10)


def test_the_rules_hold_no_data():
    assert ASKED.rules == RULES


def test_everything_else_is_one_document_that_nothing_in_it_ends():
    data = json.loads(ASKED.data)

    assert data["slots"][0]["text"] == 'One "question"'
    assert "\n" not in ASKED.data
    assert ASKED.data.isascii()


def test_numbers_to_call_are_not_in_it():
    assert "555" not in ASKED.data


def test_the_schema_asks_for_exactly_the_slots():
    assert ASKED.schema["required"] == ["subject", "paragraphs_1"]
    assert ASKED.schema["additionalProperties"] is False
