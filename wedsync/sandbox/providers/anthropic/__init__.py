"""Anthropic on this machine: messages with structured outputs."""

import uuid
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.ledger import Accepted
from wedsync.sandbox.scripted import Prompt, Scripted, Spoken
from wedsync.sandbox.wire import NotJson, Request, Response, as_json
from wedsync.sandbox.world import World

PATH = "/anthropic/v1/messages"
REASONS = {"stop": "end_turn", "refusal": "refusal", "cut_off": "max_tokens"}
OVERLOADED = 529  # a status of their own


def build(world: World) -> "Anthropic":
    return Anthropic(world)


class Anthropic:
    """Speaks POST /anthropic/v1/messages. Any key opens it, but `wrong`."""

    key = "anthropic"
    prefixes = ("anthropic",)
    hook = "/hooks/anthropic/"

    def __init__(self, world: World) -> None:
        self._world = world
        self.model = Scripted()
        self.levers = self.model.levers(self.key)
        self.refusals = {kind: error(kind, *said) for kind, said in READY.items()}

    async def answer(self, request: Request) -> Response:
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        if (request.headers.get("x-api-key") or bearer) in {"", "wrong"}:
            return self.refusals["authentication_error"]
        if (request.method, request.path) != ("POST", PATH):
            return error("not_found_error", HTTPStatus.NOT_FOUND, "Not found")
        if "anthropic-version" not in request.headers:
            return _invalid("anthropic-version: header is required")
        try:
            prompt = _prompt(request.json())
        except (NotJson, KeyError, TypeError, IndexError, AttributeError):
            return _invalid("The body can't be read.")
        await request.work()
        return as_json(_message(prompt, self.model.speak(prompt)))

    def notice(self, accepted: Accepted, step: Step, at: float) -> bytes | None:
        """None: a model reports nothing back."""
        return None

    def signed(self, event_id: str, at: float, body: bytes) -> Mapping[str, str]:
        return {"content-type": "application/json"}

    def forget(self) -> None:
        self.model.forget()


def error(kind: str, status: int, message: str) -> Response:
    return as_json({"type": "error", "error": {"type": kind, "message": message}}, status)


# By Anthropic's types of errors: status, what it says.
READY: Mapping[str, tuple[int, str]] = {
    "authentication_error": (HTTPStatus.UNAUTHORIZED, "invalid x-api-key"),
    "permission_error": (HTTPStatus.FORBIDDEN, "Your key may not use this resource."),
    "billing_error": (HTTPStatus.PAYMENT_REQUIRED, "Your credit balance is too low."),
    "rate_limit_error": (HTTPStatus.TOO_MANY_REQUESTS, "This would exceed your rate limit."),
    "api_error": (HTTPStatus.INTERNAL_SERVER_ERROR, "Internal server error"),
    "overloaded_error": (OVERLOADED, "Overloaded"),
}


def _invalid(message: str) -> Response:
    return error("invalid_request_error", HTTPStatus.BAD_REQUEST, message)


def _message(prompt: Prompt, spoken: Spoken) -> dict[str, Any]:
    return {
        "id": f"msg_{uuid.uuid4().hex}",
        "type": "message",
        "role": "assistant",
        "model": prompt.model,
        "content": [{"type": "text", "text": spoken.text}] if spoken.text else [],
        "stop_reason": REASONS[spoken.ending],
        "stop_sequence": None,
        "usage": {"input_tokens": spoken.read, "output_tokens": spoken.written},
    }


def _prompt(body: Any) -> Prompt:
    """Raises KeyError, TypeError, IndexError or AttributeError for what is no such order."""
    user = body["messages"][-1]["content"]
    written = user if isinstance(user, str) else "".join(part["text"] for part in user)
    schema = body.get("output_config", {}).get("format", {}).get("schema", {})
    _ = body["max_tokens"]  # they want it said
    return Prompt(model=body["model"], rules=body.get("system", ""), data=written, schema=schema)
