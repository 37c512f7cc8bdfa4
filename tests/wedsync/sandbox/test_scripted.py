"""A model whose answers follow from the request alone."""

import json

import pytest
import requests

from wedsync.sandbox.client import Client, Refused
from wedsync.sandbox.scripted import MODES, Prompt, Scripted

DATA = json.dumps(
    {
        "facts": {"language": "de-CH"},
        "slots": [
            {"name": "subject", "part": "subject", "text": "Hallo"},
            {"name": "paragraphs_1", "part": "paragraphs", "text": "Guten Tag"},
        ],
    }
)
SCHEMA = {"properties": {"subject": {"type": "string"}, "paragraphs_1": {"type": "string"}}}
PROMPT = Prompt("any", "Reword.", DATA, SCHEMA)


def test_it_says_the_same_to_the_same_question():
    assert Scripted().speak(PROMPT) == Scripted().speak(PROMPT)


def test_it_words_paragraphs_in_the_language_of_the_facts():
    words = json.loads(Scripted().speak(PROMPT).text)

    assert words == {
        "subject": "Hallo",
        "paragraphs_1": "Guten Tag Es ist uns eine Freude, das mit euch zu tun.",
    }


@pytest.mark.parametrize("data", ["no JSON", "[]", '{"slots": 1}'])
def test_asked_anything_else_it_fills_every_text_of_the_schema(data):
    words = json.loads(Scripted().speak(Prompt("any", "", data, SCHEMA)).text)

    assert words == dict.fromkeys(SCHEMA["properties"], "A sentence of the sandbox.")


@pytest.mark.parametrize("mode", sorted(set(MODES) - {"ok"}))
def test_each_mode_says_something_else(mode):
    assert Scripted(mode, "payload").speak(PROMPT) != Scripted().speak(PROMPT)


def test_the_name_of_the_model_may_order_a_mode():
    assert Scripted().speak(Prompt("any+refusal", "", DATA, SCHEMA)).ending == "refusal"
    assert Scripted().speak(Prompt("any+unheard", "", DATA, SCHEMA)).ending == "stop"


def test_the_lever_tells_and_forgets(sandbox: Client):
    assert sandbox.scripted("openai", mode="obedient", payload="x")["payload"] == "x"
    sandbox.reset()

    assert sandbox.scripted("openai") == {"mode": "ok", "payload": "", "asked": []}


def test_a_mode_there_is_not_is_refused(sandbox: Client):
    with pytest.raises(Refused, match="mode is one of"):
        sandbox.scripted("anthropic", mode="kind")


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/openai/v1/models", "{}", 404),
        ("/openai/v1/chat/completions", "no", 400),
        ("/openai/v1/chat/completions", '{"model": "m"}', 400),
        ("/anthropic/v1/models", "{}", 404),
        ("/anthropic/v1/messages", "[]", 400),
        ("/anthropic/v1/messages", '{"messages": []}', 400),
    ],
)
def test_what_is_no_order_is_refused(path, body, status, sandbox: Client):
    headers = {"authorization": "Bearer key", "anthropic-version": "2023-06-01"}
    answer = requests.post(sandbox.url + path, data=body, headers=headers, timeout=5)

    assert answer.status_code == status


def test_a_version_must_be_named(sandbox: Client):
    url = f"{sandbox.url}/anthropic/v1/messages"
    answer = requests.post(url, data="{}", headers={"x-api-key": "key"}, timeout=5)

    assert "anthropic-version" in answer.text
