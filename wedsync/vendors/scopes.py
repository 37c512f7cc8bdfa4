"""What a key may be allowed, and the right that its maker needs for each of it. Pure.

A scope is `<group>:<verb>`. A group of nouns goes together because who may read one of them may
read the others: a person stands in a wedding, a planned step in its timeline.
"""

from enum import Enum, StrEnum

from wedsync.lib.worded import worded


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
    TEMPLATES_WRITE = "templates:write"
    CAMPAIGNS_READ = "campaigns:read"
    CAMPAIGNS_WRITE = "campaigns:write"
    CAMPAIGNS_SEND = "campaigns:send"
    TIMELINES_READ = "timelines:read"
    TIMELINES_WRITE = "timelines:write"
    TIMELINES_SEND = "timelines:send"
    MESSAGES_READ = "messages:read"
    EMERGENCIES_READ = "emergencies:read"
    EMERGENCIES_SEND = "emergencies:send"
    OFFERS_READ = "offers:read"
    OFFERS_DECIDE = "offers:decide"
    ACCOUNT_READ = "account:read"
    ACCOUNT_WRITE = "account:write"
    WEBHOOKS_READ = "webhooks:read"
    WEBHOOKS_WRITE = "webhooks:write"


WORDS: dict[Scope, str] = {
    Scope.CLIENTS_READ: worded("Read clients and people"),
    Scope.CLIENTS_WRITE: worded("Add and change clients and people"),
    Scope.WEDDINGS_READ: worded("Read weddings and their days"),
    Scope.WEDDINGS_WRITE: worded("Add weddings and change them"),
    Scope.WEDDINGS_MOVE: worded("Move a wedding's date, with everything that hangs on it"),
    Scope.CONSENTS_READ: worded("Read consents and suppressions"),
    Scope.CONSENTS_WRITE: worded("Record consents and suppressions"),
    Scope.TEMPLATES_READ: worded("Read templates"),
    Scope.TEMPLATES_WRITE: worded("Retire templates"),
    Scope.CAMPAIGNS_READ: worded("Read campaigns, audiences and experiments"),
    Scope.CAMPAIGNS_WRITE: worded("Ask for a second look, remove drafts and audiences"),
    Scope.CAMPAIGNS_SEND: worded("Approve, launch, pause and cancel campaigns"),
    Scope.TIMELINES_READ: worded("Read timelines, who is inside, and what is planned"),
    Scope.TIMELINES_WRITE: worded("Remove drafts of timelines"),
    Scope.TIMELINES_SEND: worded("Publish and pause timelines, let weddings in and out"),
    Scope.MESSAGES_READ: worded("Read messages and why they left or did not"),
    Scope.EMERGENCIES_READ: worded("Read emergencies"),
    Scope.EMERGENCIES_SEND: worded("Start and end emergencies"),
    Scope.OFFERS_READ: worded("Read what other systems tell of couples"),
    Scope.OFFERS_DECIDE: worded("Say whether two couples are one"),
    Scope.ACCOUNT_READ: worded("Read provider accounts and usage"),
    Scope.ACCOUNT_WRITE: worded("Connect, change and disconnect provider accounts"),
    Scope.WEBHOOKS_READ: worded("Read webhooks"),
    Scope.WEBHOOKS_WRITE: worded("Set up webhooks"),
}
NEEDS = {
    "read": Right.LOOK,
    "write": Right.WRITE,
    "move": Right.SEND,
    "send": Right.SEND,
    "decide": Right.SEND,
}
OWNERS_ALONE = {Scope.WEBHOOKS_WRITE: Right.OWN, Scope.ACCOUNT_WRITE: Right.OWN}


def right_for(scope: Scope) -> Right:
    """What a role must include for this."""
    return OWNERS_ALONE.get(scope) or NEEDS[scope.partition(":")[2]]
