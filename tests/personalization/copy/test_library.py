"""Every text of the library may be worded anew: what the sandbox's model makes of it passes."""

import pytest

from personalization.compile import compile_draft
from personalization.copy.bucket import Bucket
from personalization.copy.examine import examine
from personalization.copy.prompt import order
from personalization.copy.slots import slots_of
from personalization.install_library import messages
from wedsync.sandbox.scripted import Prompt, Scripted

LIBRARY = [
    pytest.param(draft, message.purpose, id=f"{message.key}-{draft.channel}-{draft.key}")
    for message in messages()
    for draft in message.variants
]


@pytest.mark.parametrize(("draft", "purpose"), LIBRARY)
def test_it_has_something_to_word_and_the_checks_let_it_through(draft, purpose):
    slots = slots_of(draft)
    bucket = Bucket(language=draft.language)
    asked = order(slots, bucket, purpose=purpose, model="m", most_tokens=1000)
    spoken = Scripted().speak(Prompt("m", asked.rules, asked.data, asked.schema))

    found = examine(spoken.text, draft, slots, compile_draft(draft, purpose=purpose), purpose)

    assert slots
    assert found.faults == ()
