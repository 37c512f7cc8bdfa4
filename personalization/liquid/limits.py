"""How much a template may ask for, and the meter that counts it.

Work is counted, not timed: a slow machine refuses exactly what a fast one refuses, so the same
inputs always give the same answer. One unit is about half a microsecond.
"""

from collections.abc import Sized

from personalization.liquid.errors import TooMuch
from wedsync.lib.worded import worded

SOURCE = 65_536  # characters a vendor may write in one variant
COMPILED = 1_048_576  # characters of one compiled part
MARKERS = 500  # {{ }} and {% %} in one part
MARKER = 500  # characters inside one of them
DEPTH = 6  # blocks inside blocks
OUTPUT = 400_000  # bytes of one rendered part
TEXT = 10_000  # characters of one value
ITEMS = 300  # things in one list
LOCALS = 50  # names a template may assign
NUMBER = 10**15
WORK = 100_000  # units for one part

CALL = 10  # units of one filter call
CHARACTERS_A_UNIT = 150
PAIRS_A_UNIT = 20  # the slowest list filters compare every pair


class Meter:
    """Counts the work of rendering one part."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = WORK

    def charge(self, units: int) -> None:
        """Raises TooMuch once the work is used up."""
        self.left -= units
        if self.left < 0:
            raise TooMuch(worded("This template does more work than a message may take."))


def measured(value: object) -> int:
    """Units a filter needs for this value. Raises TooMuch when the value is too big."""
    if isinstance(value, str):
        return (
            _within(value, TEXT, worded("text of more than 10,000 characters")) // CHARACTERS_A_UNIT
        )
    if isinstance(value, (list, tuple, range)):
        return _within(value, ITEMS, worded("a list of more than 300 things")) ** 2 // PAIRS_A_UNIT
    if isinstance(value, (int, float)) and not abs(value) <= NUMBER:
        raise TooMuch(worded("This template makes a number beyond all bounds."))
    return 0


def room_for(characters: int) -> None:
    """Raises TooMuch before a text of that length is made, not after."""
    if characters > TEXT:
        raise TooMuch(worded("This template makes a text of more than 10,000 characters."))


def _within(value: Sized, most: int, what: str) -> int:
    if len(value) > most:
        raise TooMuch(worded("This template makes {what}.", what=what))
    return len(value)
