"""OpenAI, and every endpoint that speaks its chat completions: Azure, Mistral, vLLM, Ollama…"""

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
    from openai.types.chat import ChatCompletion


class Writer:
    key: ClassVar[str] = "openai"
    label: ClassVar[str] = worded("OpenAI or a compatible endpoint")
    base_url: ClassVar[str] = "https://api.openai.com/v1"

    def write(self, order: Order, access: Access) -> Reply:
        import openai  # noqa: PLC0415 -- slow import: 1.4 s, for the few processes that write

        client = openai.OpenAI(
            api_key=access.key, base_url=access.base_url, timeout=access.seconds, max_retries=0
        )
        try:
            with client:
                return _read(client.chat.completions.create(**_asked(order)))
        except openai.APIStatusError as error:
            return refusal(error.status_code, error.code or "", error.response.headers)
        except openai.APIConnectionError as error:
            return unheard(error.__cause__)
        except (openai.OpenAIError, ValueError, TypeError, LookupError, AttributeError) as error:
            return Unavailable(f"its answer can't be read ({type(error).__name__})", billed=True)


def _asked(order: Order) -> dict[str, Any]:
    """Not kept on their side: `store` is off."""
    return {
        "model": order.model,
        "messages": [
            {"role": "system", "content": order.rules},
            {"role": "user", "content": order.data},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "copy", "strict": True, "schema": dict(order.schema)},
        },
        "max_completion_tokens": order.most_tokens,
        "store": False,
    }


def _read(answer: "ChatCompletion") -> Reply:
    """Raises AttributeError, LookupError or TypeError for what is no completion."""
    told = answer.usage
    usage = Usage(told.prompt_tokens, told.completion_tokens) if told else Usage()
    choice = answer.choices[0]
    if choice.message.refusal or choice.finish_reason == "content_filter":
        return Declined(worded("it would not write this"), usage)
    if choice.finish_reason == "length":
        return Declined(worded("it was cut off"), usage)
    return Written(choice.message.content or "", answer.model, usage)
