"""A notice with the way back in it."""

from django.contrib import messages
from django.http import HttpRequest


def undoable(request: HttpRequest, words: str, back: str) -> None:
    """`back` is the address that takes it back when a form is posted there."""
    messages.success(request, words, extra_tags=back)
