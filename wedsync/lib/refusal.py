"""A domain operation said no, for a reason a person can read."""


class Refusal(Exception):
    """Raised by verbs. Every door shows `reason`; programs branch on `code`."""

    def __init__(self, reason: str, *, code: str = "refused") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
