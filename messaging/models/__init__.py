"""The ledger: messages, the calls that hand them over, and everything heard back."""

from messaging.models.accounts import Bucket, ProviderAccount
from messaging.models.caps import CapRule
from messaging.models.consent_texts import ConsentText
from messaging.models.consents import Consent, SoftBounces, Suppression
from messaging.models.ledger import (
    Decision,
    Handed,
    Handover,
    Lane,
    LedgerModel,
    Message,
    Move,
    Outcome,
)
from messaging.models.people import Answer, Device, Inbound, Note, Thread, ToDo
from messaging.models.reports import DeliveryEvent, InboxEvent
from messaging.models.saved import SavedReply
from messaging.models.signs import Heartbeat

__all__ = [
    "Answer",
    "Bucket",
    "CapRule",
    "Consent",
    "ConsentText",
    "Decision",
    "DeliveryEvent",
    "Device",
    "Handed",
    "Handover",
    "Heartbeat",
    "Inbound",
    "InboxEvent",
    "Lane",
    "LedgerModel",
    "Message",
    "Move",
    "Note",
    "Outcome",
    "ProviderAccount",
    "SavedReply",
    "SoftBounces",
    "Suppression",
    "Thread",
    "ToDo",
]
