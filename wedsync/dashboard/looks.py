"""How a state looks: the word a vendor reads, and the tone (and so the mark) of its chip. Pure."""

from dataclasses import dataclass

from messaging.states import State
from wedsync.lib.worded import worded


@dataclass(frozen=True)
class Look:
    """`tone` is a chip's class: good, info, warn, bad, or "" for what has no weight."""

    word: str
    tone: str = ""


# In the order in which a page shows them.
MESSAGE: dict[str, Look] = {
    State.DELIVERED: Look(worded("Delivered"), "good"),
    State.SENT: Look(worded("Sent"), "good"),
    State.ACCEPTED: Look(worded("Handed over"), "info"),
    State.SENDING: Look(worded("Sending"), "info"),
    State.CLAIMED: Look(worded("About to go"), "info"),
    State.UNKNOWN: Look(worded("Being checked"), "warn"),
    State.QUEUED: Look(worded("In line")),
    State.SCHEDULED: Look(worded("Planned")),
    State.HELD: Look(worded("Held"), "warn"),
    State.BOUNCED: Look(worded("Bounced"), "bad"),
    State.FAILED: Look(worded("Failed"), "bad"),
    State.DEAD: Look(worded("Needs you"), "bad"),
    State.SUPPRESSED: Look(worded("Not sent")),
    State.CANCELLED: Look(worded("Cancelled")),
    State.EXPIRED: Look(worded("Too late")),
}
CAMPAIGN: dict[str, Look] = {
    "draft": Look(worded("Draft")),
    "review": Look(worded("In review"), "warn"),
    "scheduled": Look(worded("Scheduled"), "info"),
    "running": Look(worded("Sending"), "info"),
    "paused": Look(worded("Paused"), "warn"),
    "finished": Look(worded("Finished"), "good"),
    "cancelled": Look(worded("Cancelled")),
}
WEDDING: dict[str, Look] = {
    "inquiry": Look(worded("Inquiry")),
    "booked": Look(worded("Booked"), "good"),
    "postponed": Look(worded("Postponed"), "warn"),
    "cancelled": Look(worded("Cancelled"), "bad"),
    "completed": Look(worded("Completed"), "info"),
    "separated": Look(worded("Separated"), "bad"),
    "bereaved": Look(worded("Bereaved"), "bad"),
}
IMPORT: dict[str, Look] = {
    "uploaded": Look(worded("Uploaded")),
    "checked": Look(worded("Checked")),
    "running": Look(worded("Importing"), "info"),
    "finished": Look(worded("Finished"), "good"),
    "failed": Look(worded("Stopped"), "bad"),
    "undone": Look(worded("Taken back")),
}
CONNECTION: dict[str, Look] = {
    "active": Look(worded("Connected"), "good"),
    "paused": Look(worded("Paused"), "warn"),
    "broken": Look(worded("Needs you"), "bad"),
}
SYNC: dict[str, Look] = {
    "queued": Look(worded("About to begin")),
    "running": Look(worded("Reading"), "info"),
    "waiting": Look(worded("Waiting for the other system"), "warn"),
    "finished": Look(worded("Finished"), "good"),
    "failed": Look(worded("Stopped"), "bad"),
    "stopped": Look(worded("Stopped by you")),
}
SYNC_ROW: dict[str, Look] = {
    "created": Look(worded("New"), "good"),
    "updated": Look(worded("Changed"), "info"),
    "unchanged": Look(worded("As before")),
    "skipped": Look(worded("Left out"), "bad"),
    "offered": Look(worded("Perhaps known"), "warn"),
    "gone": Look(worded("No longer there"), "warn"),
}
EVENT: dict[str, Look] = {
    "opened": Look(worded("Opened"), "info"),
    "clicked": Look(worded("Followed a link"), "good"),
    "complained": Look(worded("Called it spam"), "bad"),
    "unsubscribed": Look(worded("Unsubscribed"), "warn"),
    "delayed": Look(worded("Delayed by their mail server"), "warn"),
}
NEWS: dict[str, Look] = {
    **EVENT,
    "delivered": Look(worded("Delivered"), "good"),
    "bounced": Look(worded("Bounced"), "bad"),
    "failed": Look(worded("Failed"), "bad"),
    "reply": Look(worded("Reply"), "info"),
}
COPY: dict[str, Look] = {
    "wanted": Look(worded("To be written")),
    "writing": Look(worded("Being written"), "info"),
    "drafted": Look(worded("For you to read"), "warn"),
    "approved": Look(worded("Approved"), "good"),
    "rejected": Look(worded("Rejected")),
    "refused": Look(worded("Refused by the checks"), "bad"),
    "failed": Look(worded("Not written"), "bad"),
}
POLICY: dict[str, Look] = {
    "off": Look(worded("Off")),
    "each": Look(worded("You read each"), "info"),
    "sampled": Look(worded("You read the first"), "info"),
    "auto": Look(worded("Leaves by itself"), "warn"),
}
REFLOW: dict[str, Look] = {
    "proposed": Look(worded("For you to decide"), "warn"),
    "applied": Look(worded("In force"), "good"),
    "undone": Look(worded("Taken back")),
    "refused": Look(worded("Refused")),
}
EMERGENCY: dict[str, Look] = {
    "proposed": Look(worded("Waits for a second yes"), "warn"),
    "open": Look(worded("Nobody has answered yet"), "bad"),
    "acknowledged": Look(worded("Answered"), "good"),
    "exhausted": Look(worded("Nobody answered: call them"), "bad"),
    "ended": Look(worded("Ended by hand")),
}
EXPERIMENT: dict[str, Look] = {
    "winner": Look(worded("Winner"), "good"),
    "either is fine": Look(worded("Either is fine"), "info"),
    "not enough data": Look(worded("Not enough data")),
}
WEBHOOK: dict[str, Look] = {
    "active": Look(worded("Hears"), "good"),
    "failing": Look(worded("Fails"), "bad"),
    "paused": Look(worded("Paused")),
    "disabled": Look(worded("Off"), "warn"),
}
DELIVERY: dict[str, Look] = {
    "pending": Look(worded("On its way"), "info"),
    "delivered": Look(worded("Delivered"), "good"),
    "given_up": Look(worded("Given up"), "bad"),
}
SENDER: dict[str, Look] = {
    "used": Look(worded("In use"), "good"),
    "rests": Look(worded("Rests"), "warn"),
    "trouble": Look(worded("Needs you"), "bad"),
    "stopped": Look(worded("Out of use")),
    "disconnected": Look(worded("Disconnected")),
}
EVERYTHING = {
    "message": MESSAGE,
    "campaign": CAMPAIGN,
    "wedding": WEDDING,
    "import": IMPORT,
    "connection": CONNECTION,
    "sender": SENDER,
    "sync": SYNC,
    "sync_row": SYNC_ROW,
    "event": EVENT,
    "webhook": WEBHOOK,
    "delivery": DELIVERY,
    "news": NEWS,
    "copy": COPY,
    "policy": POLICY,
    "reflow": REFLOW,
    "emergency": EMERGENCY,
    "experiment": EXPERIMENT,
}


def look(kind: str, state: str) -> Look:
    """A state nobody has described yet is shown by its own name."""
    return EVERYTHING[kind].get(state) or Look(state.replace("_", " ").capitalize())
