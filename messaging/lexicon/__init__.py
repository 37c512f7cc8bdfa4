"""How people say stop, start and help: a file per language, found by being there.

Everything here is written as `messaging.words` reads it: lower case, no accents, no punctuation,
an apostrophe is a space (but "don't" is "dont"), one clause or the whole reply at a time.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """`stop`, `start` and `help` may have courtesies around them; `alone` stops only by itself,
    since "please cancel" may be about the cake. A veto means that no free text counts.
    """

    stop: frozenset[str]
    alone: frozenset[str]
    start: frozenset[str]
    help: frozenset[str]
    courtesies: frozenset[str]
    revocations: re.Pattern[str]
    vetoes: re.Pattern[str]


def words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split(","))


def any_of(patterns: str, parts: dict[str, str] | None = None) -> re.Pattern[str]:
    """Patterns with an empty line between them; `<NAME>` stands for that part.

    A long pattern may go on in the next line, but not at a space.
    """
    for name, part in reversed((parts or {}).items()):
        patterns = patterns.replace(f"<{name}>", part)
    blocks = re.split(r"\n\s*\n", patterns.strip())
    joined = ("".join(line.strip() for line in block.splitlines()) for block in blocks)
    return re.compile("|".join(f"(?:{pattern})" for pattern in joined))
