"""What a key may be allowed, and the right that its maker needs for each of it. Pure.

A scope is `<group>:<verb>`. A group of nouns goes together because who may read one of them may
read the others: a person stands in a wedding, a planned step in its timeline.
"""

from enum import Enum, StrEnum


class Right(Enum):
    LOOK = "look"
    WRITE = "write"  # clients, templates, drafts
    SEND = "send"  # launch, pause, cancel: what reaches couples
    OWN = "own"  # team, billing, data export


class Scope(StrEnum):
    CLIENTS_READ = "clients:read"
    CLIENTS_WRITE = "clients:write"
    WEDDINGS_READ = "weddings:read"
    WEDDINGS_WRITE = "weddings:write"
    WEDDINGS_MOVE = "weddings:move"
    CONSENTS_READ = "consents:read"
    CONSENTS_WRITE = "consents:write"
    TEMPLATES_READ = "templates:read"
    CAMPAIGNS_READ = "campaigns:read"
    CAMPAIGNS_WRITE = "campaigns:write"
    CAMPAIGNS_SEND = "campaigns:send"
    TIMELINES_READ = "timelines:read"
    TIMELINES_SEND = "timelines:send"
    MESSAGES_READ = "messages:read"
    EMERGENCIES_READ = "emergencies:read"
    EMERGENCIES_SEND = "emergencies:send"
    ACCOUNT_READ = "account:read"
    WEBHOOKS_READ = "webhooks:read"
    WEBHOOKS_WRITE = "webhooks:write"


WORDS: dict[Scope, str] = {
    Scope.CLIENTS_READ: "Read clients and people",
    Scope.CLIENTS_WRITE: "Add and change clients and people",
    Scope.WEDDINGS_READ: "Read weddings and their days",
    Scope.WEDDINGS_WRITE: "Add weddings and change them",
    Scope.WEDDINGS_MOVE: "Move a wedding's date, with everything that hangs on it",
    Scope.CONSENTS_READ: "Read consents and suppressions",
    Scope.CONSENTS_WRITE: "Record consents and suppressions",
    Scope.TEMPLATES_READ: "Read templates",
    Scope.CAMPAIGNS_READ: "Read campaigns, audiences and experiments",
    Scope.CAMPAIGNS_WRITE: "Ask for a second look at campaigns",
    Scope.CAMPAIGNS_SEND: "Approve, launch, pause and cancel campaigns",
    Scope.TIMELINES_READ: "Read timelines, who is inside, and what is planned",
    Scope.TIMELINES_SEND: "Publish and pause timelines, let weddings in and out",
    Scope.MESSAGES_READ: "Read messages and why they left or did not",
    Scope.EMERGENCIES_READ: "Read emergencies",
    Scope.EMERGENCIES_SEND: "Start and end emergencies",
    Scope.ACCOUNT_READ: "Read provider accounts and usage",
    Scope.WEBHOOKS_READ: "Read webhooks",
    Scope.WEBHOOKS_WRITE: "Set up webhooks",
}
NEEDS = {"read": Right.LOOK, "write": Right.WRITE, "move": Right.SEND, "send": Right.SEND}
OWNERS_ALONE = {Scope.WEBHOOKS_WRITE: Right.OWN}


def right_for(scope: Scope) -> Right:
    """What a role must include for this."""
    return OWNERS_ALONE.get(scope) or NEEDS[scope.partition(":")[2]]
