"""What is wrong with a template, where, in a sentence its author understands."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """`where` is "Subject" or "Block 3 (text)"; line and column count from 1, 0 is nowhere."""

    where: str
    message: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        place = f", line {self.line}, column {self.column}" if self.line else ""
        return f"{self.where}{place}: {self.message}"


class Invalid(Exception):
    """A template can't be published; it carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
