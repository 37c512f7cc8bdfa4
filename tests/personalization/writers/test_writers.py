"""Every writer, by its real SDK, at the sandbox: by being in its folder."""

import dataclasses

import pytest

from personalization.copy.access import writers
from personalization.writers.protocol import Access, Declined, Order, Unavailable, Unusable, Written
from wedsync.sandbox.serving import serving

ORDER = Order(
    model="any",
    rules="Reword it.",
    data='{"facts": {"language": "en"},'
    ' "slots": [{"name": "a", "part": "paragraphs", "text": "Hi"}]}',
    schema={
        "type": "object",
        "properties": {"a": {"type": "string"}},
        "required": ["a"],
        "additionalProperties": False,
    },
    most_tokens=100,
)
BASES = {"openai": "/openai/v1", "anthropic": "/anthropic"}
every_writer = pytest.mark.parametrize("writer", writers().values(), ids=writers())


@pytest.fixture(scope="module")
def house():
    with serving() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(house):
    house.reset()
    return house


@pytest.fixture
def ask(sandbox):
    def asked(writer, key="key", seconds=2.0, **changed):
        access = Access(key, sandbox.url + BASES[writer.key], seconds)
        return writer.write(dataclasses.replace(ORDER, **changed), access)

    return asked


@every_writer
def test_it_hands_on_what_was_written_and_what_that_took(writer, ask, sandbox):
    answer = ask(writer)

    assert isinstance(answer, Written)
    assert answer.text == '{"a": "Hi It means a lot to us to do this with you."}'
    assert answer.usage.read > 0 < answer.usage.written
    (asked,) = sandbox.scripted(writer.key)["asked"]
    assert asked["schema"] == ORDER.schema
    assert (asked["rules"], asked["data"]) == (ORDER.rules, ORDER.data)


@every_writer
@pytest.mark.parametrize("mode", ["refusal", "cut_off"])
def test_what_is_no_use_is_still_paid(writer, mode, ask):
    answer = ask(writer, model=f"any+{mode}")

    assert isinstance(answer, Declined)
    assert answer.usage.read > 0


@every_writer
def test_a_wrong_key_is_for_a_person_to_mend(writer, ask):
    assert isinstance(ask(writer, key="wrong"), Unusable)


@every_writer
def test_it_makes_one_call_and_says_how_long_to_wait(writer, ask, sandbox):
    sandbox.fault(path=f"/{writer.key}/", status=429, headers={"retry-after": "7"}, times=None)

    assert ask(writer) == Unavailable("it answered 429", 7.0)
    assert len(sandbox.journal(f"/{writer.key}/")) == 1


@every_writer
@pytest.mark.parametrize(
    ("fault", "billed"),
    [
        ({"status": 500}, False),
        ({"drop": "before"}, True),
        ({"hang": 0.6}, True),
        ({"bad_json": True}, True),
        ({"status": 200}, True),
        ({"status": 200, "body": {"choices": [], "content": None}}, True),
        ({"status": 200, "body": []}, True),
    ],
    ids=str,
)
def test_it_never_raises_and_knows_what_may_have_been_done(writer, fault, billed, ask, sandbox):
    sandbox.fault(path=f"/{writer.key}/", **fault)

    answer = ask(writer, seconds=0.4)

    assert isinstance(answer, Unavailable)
    assert answer.billed is billed


@every_writer
def test_nobody_there_costs_nothing(writer):
    answer = writer.write(ORDER, Access("key", "http://127.0.0.1:9", 1.0))

    assert answer == Unavailable("it could not be reached")
