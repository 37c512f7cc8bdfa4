"""How a state looks: the word a vendor reads, and the tone (and so the mark) of its chip. Pure."""

from dataclasses import dataclass

from messaging.states import State


@dataclass(frozen=True)
class Look:
    """`tone` is a chip's class: good, info, warn, bad, or "" for what has no weight."""

    word: str
    tone: str = ""


# In the order in which a page shows them.
MESSAGE: dict[str, Look] = {
    State.DELIVERED: Look("Delivered", "good"),
    State.SENT: Look("Sent", "good"),
    State.ACCEPTED: Look("Handed over", "info"),
    State.SENDING: Look("Sending", "info"),
    State.CLAIMED: Look("About to go", "info"),
    State.UNKNOWN: Look("Being checked", "warn"),
    State.QUEUED: Look("In line"),
    State.SCHEDULED: Look("Planned"),
    State.HELD: Look("Held", "warn"),
    State.BOUNCED: Look("Bounced", "bad"),
    State.FAILED: Look("Failed", "bad"),
    State.DEAD: Look("Needs you", "bad"),
    State.SUPPRESSED: Look("Not sent"),
    State.CANCELLED: Look("Cancelled"),
    State.EXPIRED: Look("Too late"),
}
CAMPAIGN: dict[str, Look] = {
    "draft": Look("Draft"),
    "review": Look("In review", "warn"),
    "scheduled": Look("Scheduled", "info"),
    "running": Look("Sending", "info"),
    "paused": Look("Paused", "warn"),
    "finished": Look("Finished", "good"),
    "cancelled": Look("Cancelled"),
}
WEDDING: dict[str, Look] = {
    "inquiry": Look("Inquiry"),
    "booked": Look("Booked", "good"),
    "postponed": Look("Postponed", "warn"),
    "cancelled": Look("Cancelled", "bad"),
    "completed": Look("Completed", "info"),
    "separated": Look("Separated", "bad"),
    "bereaved": Look("Bereaved", "bad"),
}
IMPORT: dict[str, Look] = {
    "uploaded": Look("Uploaded"),
    "checked": Look("Checked"),
    "running": Look("Importing", "info"),
    "finished": Look("Finished", "good"),
    "failed": Look("Stopped", "bad"),
    "undone": Look("Taken back"),
}
CONNECTION: dict[str, Look] = {
    "active": Look("Connected", "good"),
    "paused": Look("Paused", "warn"),
    "broken": Look("Needs you", "bad"),
}
SYNC: dict[str, Look] = {
    "queued": Look("About to begin"),
    "running": Look("Reading", "info"),
    "waiting": Look("Waiting for the other system", "warn"),
    "finished": Look("Finished", "good"),
    "failed": Look("Stopped", "bad"),
    "stopped": Look("Stopped by you"),
}
SYNC_ROW: dict[str, Look] = {
    "created": Look("New", "good"),
    "updated": Look("Changed", "info"),
    "unchanged": Look("As before"),
    "skipped": Look("Left out", "bad"),
    "offered": Look("Perhaps known", "warn"),
    "gone": Look("No longer there", "warn"),
}
EVENT: dict[str, Look] = {
    "opened": Look("Opened", "info"),
    "clicked": Look("Followed a link", "good"),
    "complained": Look("Called it spam", "bad"),
    "unsubscribed": Look("Unsubscribed", "warn"),
    "delayed": Look("Delayed by their mail server", "warn"),
}
COPY: dict[str, Look] = {
    "wanted": Look("To be written"),
    "writing": Look("Being written", "info"),
    "drafted": Look("For you to read", "warn"),
    "approved": Look("Approved", "good"),
    "rejected": Look("Rejected"),
    "refused": Look("Refused by the checks", "bad"),
    "failed": Look("Not written", "bad"),
}
POLICY: dict[str, Look] = {
    "off": Look("Off"),
    "each": Look("You read each", "info"),
    "sampled": Look("You read the first", "info"),
    "auto": Look("Leaves by itself", "warn"),
}
REFLOW: dict[str, Look] = {
    "proposed": Look("For you to decide", "warn"),
    "applied": Look("In force", "good"),
    "undone": Look("Taken back"),
    "refused": Look("Refused"),
}
EMERGENCY: dict[str, Look] = {
    "proposed": Look("Waits for a second yes", "warn"),
    "open": Look("Nobody has answered yet", "bad"),
    "acknowledged": Look("Answered", "good"),
    "exhausted": Look("Nobody answered: call them", "bad"),
    "ended": Look("Ended by hand"),
}
EXPERIMENT: dict[str, Look] = {
    "winner": Look("Winner", "good"),
    "either is fine": Look("Either is fine", "info"),
    "not enough data": Look("Not enough data"),
}
WEBHOOK: dict[str, Look] = {
    "active": Look("Hears", "good"),
    "failing": Look("Fails", "bad"),
    "paused": Look("Paused"),
    "disabled": Look("Off", "warn"),
}
DELIVERY: dict[str, Look] = {
    "pending": Look("On its way", "info"),
    "delivered": Look("Delivered", "good"),
    "given_up": Look("Given up", "bad"),
}
EVERYTHING = {
    "message": MESSAGE,
    "campaign": CAMPAIGN,
    "wedding": WEDDING,
    "import": IMPORT,
    "connection": CONNECTION,
    "sync": SYNC,
    "sync_row": SYNC_ROW,
    "event": EVENT,
    "webhook": WEBHOOK,
    "delivery": DELIVERY,
    "copy": COPY,
    "policy": POLICY,
    "reflow": REFLOW,
    "emergency": EMERGENCY,
    "experiment": EXPERIMENT,
}


def look(kind: str, state: str) -> Look:
    """A state nobody has described yet is shown by its own name."""
    return EVERYTHING[kind].get(state) or Look(state.replace("_", " ").capitalize())
