"""What one studio holds: items by kind and id, each with the instants it was made and changed."""

import random
from typing import Any, Final

from wedsync.sandbox.clock import iso

KINDS: Final = (
    *("job", "address-book", "job-contact", "event", "event-type", "job-type", "job-role"),
    *("lead-status", "brand", "custom-field", "rest-hook"),
)
ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, as ULIDs are written
TIME_LETTERS, RANDOM_LETTERS = 10, 16
Item = dict[str, Any]


class Studio:
    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Item]] = {}
        self.clear()

    def clear(self) -> None:
        self.kept = {kind: {} for kind in KINDS}
        self._dice = random.Random(0)  # noqa: S311 -- repeatable on purpose
        self.me: Item = {
            "id": "01studio000000000000000000",
            "name": "Fern & Light",
            "timezoneName": "America/Los_Angeles",
            "country": "US",
            "currency": "USD",
        }

    def all(self, kind: str) -> list[Item]:
        return list(self.kept[kind].values())

    def add(self, kind: str, fields: Item, at: float) -> Item:
        made = {
            "hidden": False,
            **fields,
            "id": self._id(at),
            "created": _z(at),
            "modified": _z(at),
        }
        self.kept[kind][made["id"]] = made
        return made

    def change(self, kind: str, item_id: str, fields: Item, at: float) -> Item:
        fixed = {"id": item_id, "created": self.kept[kind][item_id]["created"]}
        self.kept[kind][item_id] |= {**fields, **fixed, "modified": _z(at)}
        return self.kept[kind][item_id]

    def remove(self, kind: str, item_id: str) -> None:
        """A job takes along who and what belonged to it."""
        del self.kept[kind][item_id]
        if kind == "job":
            for other in ("job-contact", "event"):
                theirs = self.kept[other].values()
                self.kept[other] = {i["id"]: i for i in theirs if i.get("jobId") != item_id}

    def _id(self, at: float) -> str:
        """A ULID in lower case: milliseconds, then chance."""
        milliseconds = int(at * 1000)
        stamp = [
            ALPHABET[(milliseconds >> 5 * place) & 31] for place in reversed(range(TIME_LETTERS))
        ]
        return "".join([*stamp, *self._dice.choices(ALPHABET, k=RANDOM_LETTERS)])


def _z(at: float) -> str:
    """2020-08-01T17:32:32Z: they tell whole seconds."""
    return iso(at).partition(".")[0] + "Z"
