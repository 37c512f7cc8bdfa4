"""What somebody types into a form, read as the cells of a file are."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ValidationError

from crm_connectors.records import Unreadable
from wedsync.lib.translated import translated

Normal = TypeVar("Normal")


def typed(reader: Callable[[str], Normal], text: str, empty: Normal) -> Normal:
    """The normal form, or `empty` for nothing. Raises ValidationError, in the reader's language."""
    if not text:
        return empty
    try:
        return reader(text)
    except Unreadable as error:
        raise ValidationError(translated(str(error))) from None
