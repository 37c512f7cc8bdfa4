"""What a rule would have done to what has left."""

from collections.abc import Iterable

from campaigns.cap.diary import Diary
from campaigns.cap.item import Item, Rule


def would_hold(rule: Rule, left: Iterable[Item]) -> int:
    """How many of these were one too many, each judged by those before it that were not."""
    diary, held = Diary(rule), 0
    for item in sorted(left, key=lambda one: one.wish):
        if diary.has_room(item, item.wish):
            diary.note(item, item.wish)
        else:
            held += 1
    return held
