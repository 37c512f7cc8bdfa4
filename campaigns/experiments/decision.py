"""What may be said about an experiment: one of three words. Pure."""

from enum import StrEnum


class Word(StrEnum):
    WINNER = "winner"
    EITHER = "either is fine"
    UNKNOWN = "not enough data"
