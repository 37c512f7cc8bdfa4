"""What a message can be meant to bring about, and how long it may take. Pure."""

from enum import StrEnum
from types import MappingProxyType


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
        Goal.CLICKED: "followed a link",
        Goal.REPLIED: "replied",
        Goal.QUESTIONNAIRE: "filled in the questionnaire",
        Goal.CONTRACT: "signed the contract",
        Goal.DEPOSIT: "paid the deposit",
        Goal.BALANCE: "paid the balance",
        Goal.REVIEW: "left a review",
        Goal.ADD_ON: "bought an add-on",
        Goal.BOOKED: "booked",
    }
)
