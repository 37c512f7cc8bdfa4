"""JSON documents as the lines of one text, which PostgreSQL takes apart without reading them.

Within a larger document each would be parsed twice: with the whole, and as a value of its own.
"""

from collections.abc import Callable, Iterable
from typing import Any

import orjson


def lines(documents: Iterable[object], default: Callable[[Any], Any] | None = None) -> str:
    """For `string_to_table(…, E'\\n')`: JSON writes line ends within a text as escapes."""
    return b"\n".join([orjson.dumps(one, default=default) for one in documents]).decode()
