"""What copy must leave as it is: where links lead, what is read, what must be known. Pure."""

from personalization.compile import Compiled
from personalization.context import with_links
from personalization.fields import sample
from personalization.render import render
from personalization.segments import segments
from wedsync.lib.worded import worded

SAME = ("purpose", "language", "links", "fields", "required", "conditions")


def changes(human: Compiled, copy: Compiled) -> str:
    """A sentence about what is no longer the same, or nothing."""
    for name in SAME:
        if human[name] != copy[name]:  # type: ignore[literal-required]  # names of the type itself
            return worded("Its {name} are not those of the human text.", name=name)
    if human.get("channel") == "sms" and _cost(copy) > _cost(human):
        return worded("It needs more segments than the human text.")
    return ""


def _cost(compiled: Compiled) -> int:
    """Segments for the imaginary couple of the samples."""
    values = with_links(
        sample(compiled["language"].replace("-", "_")),
        unsubscribe="https://x.test/u",
        preferences="https://x.test/p",
    )
    return segments(render(compiled, values).text).count
