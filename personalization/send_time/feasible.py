"""What is left of a window once the hours are taken out in which nothing may be said."""

from collections.abc import Iterable

from wedsync.weddings.calendar import Window, merged


def without(window: Window, blocked: Iterable[Window]) -> tuple[Window, ...]:
    """In order, none empty: `window` less quiet hours and protected days."""
    free: list[Window] = []
    start = window.start
    for one in merged(blocked):
        if one.start > start:
            free.append(Window(start, min(one.start, window.end)))
        start = max(start, one.end)
    free.append(Window(start, window.end))
    return tuple(part for part in free if part.start < part.end)
