"""Claude, by Anthropic's own Messages API."""

from typing import TYPE_CHECKING, Any, ClassVar

from personalization.writers.answers import refusal, unheard
from personalization.writers.protocol import (
    Access,
    Declined,
    Order,
    Reply,
    Unavailable,
    Usage,
    Written,
)
from wedsync.lib.worded import worded

if TYPE_CHECKING:
    from anthropic.types import Message

CUT_OFF = frozenset({"max_tokens", "model_context_window_exceeded", "pause_turn"})


class Writer:
    key: ClassVar[str] = "anthropic"
    label: ClassVar[str] = "Claude"
    base_url: ClassVar[str] = "https://api.anthropic.com"

    def write(self, order: Order, access: Access) -> Reply:
        import anthropic  # noqa: PLC0415 -- slow import: 1.4 s, for the few processes that write

        client = anthropic.Anthropic(
            api_key=access.key, base_url=access.base_url, timeout=access.seconds, max_retries=0
        )
        try:
            with client:
                return _read(client.messages.create(**_asked(order)))
        except anthropic.APIStatusError as error:
            return refusal(error.status_code, error.type or "", error.response.headers)
        except anthropic.APIConnectionError as error:
            return unheard(error.__cause__)
        except (
            anthropic.AnthropicError,
            ValueError,
            TypeError,
            LookupError,
            AttributeError,
        ) as error:
            return Unavailable(f"its answer can't be read ({type(error).__name__})", billed=True)


def _asked(order: Order) -> dict[str, Any]:
    return {
        "model": order.model,
        "system": order.rules,
        "messages": [{"role": "user", "content": order.data}],
        "output_config": {"format": {"type": "json_schema", "schema": dict(order.schema)}},
        "max_tokens": order.most_tokens,
    }


def _read(answer: "Message") -> Reply:
    """Raises AttributeError, LookupError or TypeError for what is no message."""
    usage = Usage(answer.usage.input_tokens, answer.usage.output_tokens)
    if answer.stop_reason == "refusal":
        return Declined(worded("it would not write this"), usage)
    if answer.stop_reason in CUT_OFF:
        return Declined(worded("it was cut off"), usage)
    text = "".join(block.text for block in answer.content if block.type == "text")
    return Written(text, answer.model, usage)
