"""What a message can be meant to bring about, and how long it may take. Pure."""

from enum import StrEnum
from types import MappingProxyType

from wedsync.lib.worded import worded


class Goal(StrEnum):
    CLICKED = "clicked"
    REPLIED = "replied"
    QUESTIONNAIRE = "questionnaire"
    CONTRACT = "contract"
    DEPOSIT = "deposit"
    BALANCE = "balance"
    REVIEW = "review"
    ADD_ON = "add_on"
    BOOKED = "booked"


SIGNS = frozenset({Goal.CLICKED, Goal.REPLIED})  # seen on the message itself

# Days after the message in which the goal still counts as reached by it.
WINDOWS = MappingProxyType(
    {
        Goal.CLICKED: 7,
        Goal.REPLIED: 7,
        Goal.QUESTIONNAIRE: 14,
        Goal.CONTRACT: 30,
        Goal.DEPOSIT: 30,
        Goal.BALANCE: 30,
        Goal.REVIEW: 30,
        Goal.ADD_ON: 30,
        Goal.BOOKED: 30,
    }
)
# What a rate of it is called: "18 % followed a link".
DID = MappingProxyType(
    {
        Goal.CLICKED: worded("followed a link"),
        Goal.REPLIED: worded("replied"),
        Goal.QUESTIONNAIRE: worded("filled in the questionnaire"),
        Goal.CONTRACT: worded("signed the contract"),
        Goal.DEPOSIT: worded("paid the deposit"),
        Goal.BALANCE: worded("paid the balance"),
        Goal.REVIEW: worded("left a review"),
        Goal.ADD_ON: worded("bought an add-on"),
        Goal.BOOKED: worded("booked"),
    }
)
