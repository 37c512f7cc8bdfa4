"""What the closures of one part share while it is rendered."""

from collections.abc import Callable, Mapping

from liquid import BoundTemplate

from personalization.liquid import limits
from personalization.liquid.escape import Finish
from personalization.liquid.scope import Scope


class Unsure(Exception):
    """Only the interpreter can tell."""


class Frame:
    """`values` are the fields; `scope` is for what asks for one, for it is dear to make."""

    __slots__ = ("_scope", "begun", "bound", "finish", "room", "values")

    def __init__(self, bound: BoundTemplate, values: Mapping[str, object], finish: Finish) -> None:
        self.bound, self.values, self.finish = bound, values, finish
        self.begun: Callable[[], str] = str  # what has been written, for links
        self.room = limits.OUTPUT
        self._scope: Scope | None = None

    @property
    def scope(self) -> Scope:
        if self._scope is None:
            self._scope = Scope(self.bound, self.values, self.finish)
        return self._scope

    def repeated(self, text: str) -> str:
        """One round of a loop. Raises Unsure when all rounds make more than a part may hold."""
        self.room -= len(text)
        if self.room < 0:
            raise Unsure
        return text
