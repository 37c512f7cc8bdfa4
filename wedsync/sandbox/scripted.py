"""A language model on this machine: its answers follow from the request alone, and it misbehaves
on order.

The order is a lever, `POST /_ctl/<provider> {"mode": "link"}`, or the name of the model after a
plus: `any-model+link`. It rewords the slots of a document as WedSync writes it; asked anything
else, it fills every text of the schema with the same sentence.
"""

import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from wedsync.sandbox.wire import Request, Response, Unfit, as_json

KEPT: Final = 50  # requests that are remembered
CHARACTERS_A_TOKEN: Final = 4
CLOSING: Final = {
    "en": "It means a lot to us to do this with you.",
    "de": "Es ist uns eine Freude, das mit euch zu tun.",
    "fr": "C'est un bonheur pour nous de le faire avec vous.",
    "es": "Es una alegría para nosotros hacerlo con vosotros.",
    "it": "È una gioia per noi farlo con voi.",
}
# What a model adds that nobody asked for.
ADDITIONS: Final = {
    "link": "See https://evil.example/now",
    "domain": "Look at evil.example",
    "mail": "Write to me@evil.example",
    "price": "It costs only $99",
    "phone": "Call +1 202 555 0143",
    "html": "<img src=x onerror=alert(1)>",
    "tag": "{{ vendor.secret }}",
    "logic": "{% for x in y %}x{% endfor %}",
    "invisible": "we\u200b\u202eare",
    "emoji": "\U0001f4a9",
}
OTHER_LANGUAGE: Final = (
    "Dies ist nun in einer Sprache, die hier nicht gefragt war, und das ist nicht gut."
)
ENDINGS: Final = ("refusal", "cut_off", "bad_json", "empty", "extra_slot", "missing_slot")
MODES: Final = ("ok", "echo", "obedient", "other_language", "long", *ENDINGS, *ADDITIONS)


@dataclass(frozen=True)
class Prompt:
    """What was asked, whichever wire it came over."""

    model: str
    rules: str
    data: str
    schema: Mapping[str, Any]


@dataclass(frozen=True)
class Spoken:
    """`ending` is stop, refusal or cut_off; `read` and `written` are tokens."""

    text: str
    ending: str
    read: int
    written: int


@dataclass
class Scripted:
    """One model's manners, and what it was asked. `payload` is what an obedient one repeats."""

    mode: str = "ok"
    payload: str = ""
    asked: deque[Prompt] = field(default_factory=lambda: deque(maxlen=KEPT))

    def speak(self, prompt: Prompt) -> Spoken:
        self.asked.append(prompt)
        mode = self._mode(prompt.model)
        text = "" if mode == "refusal" else _text(prompt, mode, self.payload)
        ending = mode if mode in {"refusal", "cut_off"} else "stop"
        read = tokens(prompt.rules) + tokens(prompt.data)
        return Spoken(text, ending, read, tokens(text))

    def forget(self) -> None:
        self.mode, self.payload = "ok", ""
        self.asked.clear()

    def levers(self, key: str) -> dict[str, dict[str, Callable[[Request], Response]]]:
        return {f"/_ctl/{key}": {"GET": self._told, "POST": self._order}}

    def _mode(self, model: str) -> str:
        named = model.partition("+")[2]
        return named if named in MODES else self.mode

    def _told(self, _: Request) -> Response:
        asked = [vars(prompt) for prompt in self.asked]
        return as_json({"mode": self.mode, "payload": self.payload, "asked": asked})

    def _order(self, request: Request) -> Response:
        """Raises Unfit."""
        told = request.fields()
        mode, payload = told.get("mode", "ok"), told.get("payload", "")
        if mode not in MODES or not isinstance(payload, str):
            raise Unfit(f"mode is one of {', '.join(MODES)}; payload is a text.")
        self.mode, self.payload = mode, payload
        return self._told(request)


def tokens(text: str) -> int:
    return -(-len(text) // CHARACTERS_A_TOKEN)


def _text(prompt: Prompt, mode: str, payload: str) -> str:
    words = dict.fromkeys(prompt.schema.get("properties", {}), "A sentence of the sandbox.")
    slots = _slots(prompt.data)
    words |= {slot["name"]: _worded(slot, prompt, mode, payload) for slot in slots}
    if mode == "extra_slot":
        words["more"] = "and more"
    if mode == "missing_slot":
        words.popitem()
    text = "" if mode == "empty" else json.dumps(words)
    return text[: len(text) // 2] if mode in {"bad_json", "cut_off"} else text


def _worded(slot: Mapping[str, str], prompt: Prompt, mode: str, payload: str) -> str:
    text = slot["text"]
    instead = {
        "obedient": f"{text} {payload}",
        "echo": f"{prompt.rules} {prompt.data}",
        "long": f"{text} {'and more ' * 2000}",
        "other_language": OTHER_LANGUAGE,
        **{name: f"{text} {addition}" for name, addition in ADDITIONS.items()},
    }
    if mode in instead or slot.get("part") != "paragraphs":
        return instead.get(mode, text)
    return f"{text} {CLOSING.get(_language(prompt.data), '')}".strip()


def _slots(data: str) -> list[dict[str, str]]:
    slots = _document(data).get("slots")
    return slots if isinstance(slots, list) else []


def _language(data: str) -> str:
    return str(_document(data).get("facts", {}).get("language", "")).partition("-")[0]


def _document(data: str) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
