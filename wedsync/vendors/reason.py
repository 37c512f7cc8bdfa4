"""A reason that a vendor reads later: some words, not a dot."""

from wedsync.lib.refusal import Refusal

SHORTEST = 10  # letters


def check_reason(reason: str) -> None:
    """Raises Refusal."""
    if sum(letter.isalpha() for letter in reason) < SHORTEST:
        raise Refusal(
            "Say why, in {shortest} letters or more: the vendor reads it.",
            code="reason",
            shortest=SHORTEST,
        )
