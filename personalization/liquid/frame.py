"""What the closures of one part share while it is rendered."""

from collections.abc import Callable, Mapping

from liquid import BoundTemplate

from personalization.liquid import limits
from personalization.liquid.escape import Finish
from personalization.liquid.scope import Scope
from personalization.liquid.shared import Known


class Unsure(Exception):
    """Only the interpreter can tell."""


class Frame:
    """`values` are the fields; `scope` is for what asks for one, for it is dear to make."""

    __slots__ = ("_scope", "begun", "bound", "finish", "known", "room", "spared", "values")

    def __init__(
        self, bound: BoundTemplate, values: Mapping[str, object], finish: Finish, known: Known
    ) -> None:
        self.bound, self.values, self.finish, self.known = bound, values, finish, known
        self.begun: Callable[[], str] = str  # what has been written, for links
        self.room = limits.OUTPUT
        self.spared = 0  # units of work that what is known would have cost
        self._scope: Scope | None = None

    @property
    def scope(self) -> Scope:
        if self._scope is None:
            self._scope = Scope(self.bound, self.values, self.finish)
        return self._scope

    def spent(self) -> int:
        """Units of work so far."""
        return self.spared + (limits.WORK - self._scope.meter.left if self._scope else 0)

    def repeated(self, text: str) -> str:
        """One round of a loop. Raises Unsure when all rounds make more than a part may hold."""
        self.room -= len(text)
        if self.room < 0:
            raise Unsure
        return text
