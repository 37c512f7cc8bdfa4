"""E-mail addresses as clients write them, for providers that take more than one to a field."""

import re
from collections.abc import Iterable
from email.utils import getaddresses
from typing import Final

ADDRESS: Final = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z0-9-]+\.)+[a-z0-9-]+", re.ASCII | re.IGNORECASE
)


def is_address(text: object) -> bool:
    """A bare one, like ada@example.org."""
    return isinstance(text, str) and ADDRESS.fullmatch(text) is not None


def bare(fields: Iterable[str]) -> tuple[str, ...]:
    """`Ada <ada@example.org>, bob@example.org` to the addresses alone. Raises ValueError."""
    found = [address for field in fields for _, address in getaddresses([field])]
    if not all(is_address(address) for address in found):
        raise ValueError("Not every one is an address.")
    return tuple(found)
