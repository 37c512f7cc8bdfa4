"""What can be wrong with a template's source, and what can stop a message from being rendered."""

from wedsync.lib.worded import worded


class BadSource(Exception):
    """A source that won't parse. `line` and `column` count from 1; `message` is a sentence."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(f"line {line}, column {column}: {message}")
        self.message, self.line, self.column = message, line, column


class Unrenderable(Exception):
    """This content can't be made for this person; `reason` is a sentence for the vendor."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class MissingField(Unrenderable):
    """A field without a value and without a fallback: better held than "Hi ,"."""

    def __init__(self, field: str) -> None:
        super().__init__(
            worded("{field} is missing and the template has no fallback for it.", field=field)
        )
        self.field = field


class TooMuch(Unrenderable):
    """The template does more work than any message needs."""


class BadValue(Unrenderable):
    """A value that can't be used the way the template uses it."""


class TooLong(Unrenderable):
    """More than its channel carries."""


class NothingLeft(Unrenderable):
    """Every block is hidden for this person: there is nothing to send."""


class BadLink(Unrenderable):
    """A link that leads nowhere safe."""


class BadHeader(Unrenderable):
    """A subject with control characters, which a mail header must not carry."""
