"""OpenAI on this machine: chat completions with structured outputs, which many speak."""

import uuid
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.ledger import Accepted
from wedsync.sandbox.scripted import Prompt, Scripted, Spoken
from wedsync.sandbox.wire import NotJson, Request, Response, as_json
from wedsync.sandbox.world import World

PATH = "/openai/v1/chat/completions"
REASONS = {"stop": "stop", "refusal": "stop", "cut_off": "length"}


def build(world: World) -> "OpenAi":
    return OpenAi(world)


class OpenAi:
    """Speaks POST /openai/v1/chat/completions. Any key opens it, but `wrong`."""

    key = "openai"
    prefixes = ("openai",)
    hook = "/hooks/openai/"

    def __init__(self, world: World) -> None:
        self._world = world
        self.model = Scripted()
        self.levers = self.model.levers(self.key)
        self.refusals = {code: error(*said, code=code) for code, said in READY.items()}

    async def answer(self, request: Request) -> Response:
        key = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        if key in {"", "wrong"}:
            return self.refusals["invalid_api_key"]
        if (request.method, request.path) != ("POST", PATH):
            return error(HTTPStatus.NOT_FOUND, "invalid_request_error", "Invalid URL")
        try:
            prompt = _prompt(request.json())
        except (NotJson, KeyError, TypeError, IndexError, AttributeError):
            return error(
                HTTPStatus.BAD_REQUEST, "invalid_request_error", "We could not parse the body."
            )
        await request.work()
        return as_json(self._completion(prompt, self.model.speak(prompt)))

    def notice(self, accepted: Accepted, step: Step, at: float) -> bytes | None:
        """None: a model reports nothing back."""
        return None

    def signed(self, event_id: str, at: float, body: bytes) -> Mapping[str, str]:
        return {"content-type": "application/json"}

    def forget(self) -> None:
        self.model.forget()

    def _completion(self, prompt: Prompt, spoken: Spoken) -> dict[str, Any]:
        refused = spoken.ending == "refusal"
        return {
            "id": f"chatcmpl-{uuid.uuid4().hex}",
            "object": "chat.completion",
            "created": int(self._world.clock.now()),
            "model": prompt.model,
            "choices": [
                {
                    "index": 0,
                    "finish_reason": REASONS[spoken.ending],
                    "logprobs": None,
                    "message": {
                        "role": "assistant",
                        "content": None if refused else spoken.text,
                        "refusal": "I can't help with that." if refused else None,
                    },
                }
            ],
            "usage": {
                "prompt_tokens": spoken.read,
                "completion_tokens": spoken.written,
                "total_tokens": spoken.read + spoken.written,
            },
        }


def error(status: int, kind: str, message: str, *, code: str | None = None) -> Response:
    return as_json(
        {"error": {"message": message, "type": kind, "param": None, "code": code}}, status
    )


# By OpenAI's codes: status, type, what it says.
READY: Mapping[str, tuple[int, str, str]] = {
    "invalid_api_key": (
        HTTPStatus.UNAUTHORIZED,
        "invalid_request_error",
        "Incorrect API key provided.",
    ),
    "rate_limit_exceeded": (
        HTTPStatus.TOO_MANY_REQUESTS,
        "requests",
        "Rate limit reached. Please try again later.",
    ),
    "insufficient_quota": (
        HTTPStatus.TOO_MANY_REQUESTS,
        "insufficient_quota",
        "You exceeded your current quota, please check your plan and billing details.",
    ),
    "model_not_found": (
        HTTPStatus.NOT_FOUND,
        "invalid_request_error",
        "The model does not exist or you do not have access to it.",
    ),
    "context_length_exceeded": (
        HTTPStatus.BAD_REQUEST,
        "invalid_request_error",
        "Your input exceeds the context window of this model.",
    ),
    "server_error": (
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "server_error",
        "The server had an error while processing your request.",
    ),
}


def _prompt(body: Any) -> Prompt:
    """Raises KeyError, TypeError, IndexError or AttributeError for what is no such order."""
    said = {one["role"]: one["content"] for one in body["messages"]}
    schema = body.get("response_format", {}).get("json_schema", {}).get("schema", {})
    return Prompt(
        model=body["model"],
        rules=said.get("system") or said.get("developer", ""),
        data=said["user"],
        schema=schema,
    )
