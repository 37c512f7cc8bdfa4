"""The history in the reader's words: its verbs, and what they note, are kept in English."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from wedsync.dashboard.looks import look
from wedsync.lib.translated import translated
from wedsync.lib.worded import worded

SUBJECTS: Mapping[str, str] = {
    "account": worded("Sender account"),
    "address": worded("Address"),
    "budget": worded("Budget"),
    "campaign": worded("Campaign"),
    "cap": worded("Limit"),
    "client": worded("Couple"),
    "connection": worded("Integration"),
    "consent": worded("Consent"),
    "copy": worded("AI copy"),
    "emergency": worded("Emergency"),
    "enrollment": worded("Place in a timeline"),
    "experiment": worded("Test"),
    "import": worded("Import"),
    "inquiry_form": worded("Inquiry form"),
    "key": worded("API key"),
    "membership": worded("Seat"),
    "message": worded("Message"),
    "milestone": worded("Agreed date"),
    "person": worded("Person"),
    "record": worded("Entry of another system"),
    "reflow": worded("Moved date"),
    "reply": worded("Saved reply"),
    "seat": worded("Seat"),
    "segment": worded("Audience"),
    "step": worded("Step"),
    "support": worded("Support"),
    "switch": worded("Switch"),
    "sync": worded("Synchronisation"),
    "template": worded("Template"),
    "thread": worded("Conversation"),
    "timeline": worded("Timeline"),
    "vendor": worded("Business"),
    "webhook": worded("Webhook"),
    "wedding": worded("Wedding"),
    "wording": worded("Wording"),
}
# As nouns where a language bends its participles: one word has to fit every subject.
DEEDS: Mapping[str, str] = {
    "acknowledged": worded("acknowledged"),
    "active": worded("active"),
    "added": worded("added"),
    "applied": worded("applied"),
    "approved": worded("approved"),
    "as_planned": worded("as planned"),
    "asked": worded("asked"),
    "assigned": worded("assigned"),
    "another": worded("another couple"),
    "answered": worded("answered"),
    "broken": worded("broken"),
    "budget": worded("budget"),
    "cancelled": worded("cancelled"),
    "changed": worded("changed"),
    "closed": worded("closed"),
    "confirmed": worded("confirmed"),
    "connected": worded("connected"),
    "created": worded("created"),
    "deleted": worded("deleted"),
    "disabled": worded("disabled"),
    "discarded": worded("discarded"),
    "disconnected": worded("disconnected"),
    "drafted": worded("drafted"),
    "ended": worded("ended"),
    "entered": worded("entered"),
    "entry": worded("entry"),
    "exhausted": worded("nobody answered"),
    "exported": worded("exported"),
    "fetched_back": worded("fetched back"),
    "finished": worded("finished"),
    "first_steps_again": worded("first steps again"),
    "first_steps_over": worded("first steps over"),
    "followed_up": worded("followed up"),
    "forgotten": worded("forgotten"),
    "given": worded("given"),
    "glass_broken": worded("glass broken"),
    "key_forgotten": worded("key forgotten"),
    "key_set": worded("key set"),
    "launched": worded("launched"),
    "left": worded("left"),
    "left_out": worded("left out"),
    "looked": worded("looked"),
    "made": worded("made"),
    "mapped": worded("mapped"),
    "new_address": worded("new address"),
    "offer_withdrawn": worded("offer withdrawn"),
    "offered": worded("offered"),
    "opened": worded("opened"),
    "paused": worded("paused"),
    "policy": worded("policy"),
    "preferred": worded("preferred"),
    "proposed": worded("proposed"),
    "published": worded("published"),
    "put_away": worded("put away"),
    "quota": worded("beyond the quota"),
    "refused": worded("refused"),
    "rejected": worded("rejected"),
    "released": worded("released"),
    "removed": worded("removed"),
    "renamed": worded("renamed"),
    "renewed": worded("renewed"),
    "replayed": worded("said again"),
    "replies_a_day": worded("replies a day"),
    "restarted": worded("restarted"),
    "resumed": worded("resumed"),
    "retired": worded("retired"),
    "review_asked": worded("review asked"),
    "review_rule": worded("review rule"),
    "revived": worded("revived"),
    "revoked": worded("revoked"),
    "rotated": worded("rotated"),
    "rule": worded("rule"),
    "same": worded("the same couple"),
    "saved": worded("saved"),
    "scheduled": worded("scheduled"),
    "sent_back": worded("sent back"),
    "set": worded("set"),
    "sketched": worded("sketched"),
    "snoozed": worded("snoozed"),
    "step": worded("step"),
    "stopped": worded("stopped"),
    "taken": worded("taken"),
    "taken_back": worded("taken back"),
    "tells_back": worded("tells back"),
    "tells_nothing": worded("tells nothing"),
    "tested": worded("tested"),
    "told": worded("told"),
    "turned_off": worded("turned off"),
    "turned_on": worded("turned on"),
    "undone": worded("undone"),
    "uploaded": worded("uploaded"),
    "visit_ended": worded("visit ended"),
    "visit_opened": worded("visit opened"),
    "wanted": worded("wanted"),
    "woken": worded("woken"),
    "worded": worded("worded"),
}
# What a line notes; what isn't here is a name of the API's, and shown as it is.
NOTES: Mapping[str, str] = {
    "boxes": worded("boxes"),
    "connector": worded("connector"),
    "content": worded("content"),
    "copies": worded("copies"),
    "created": worded("created"),
    "deliveries": worded("deliveries"),
    "digest": worded("digest"),
    "entered": worded("entered"),
    "entry": worded("entry"),
    "fields": worded("fields"),
    "figure": worded("figure"),
    "freed": worded("released"),
    "held": worded("held"),
    "inside": worded("inside"),
    "kinds": worded("kinds"),
    "message": worded("message"),
    "most": worded("at most"),
    "moved": worded("moved"),
    "name": worded("name"),
    "needs": worded("needs"),
    "number": worded("number"),
    "open": worded("open"),
    "people": worded("people"),
    "per": worded("per"),
    "policy": worded("policy"),
    "prefix": worded("prefix"),
    "questions": worded("questions"),
    "reached": worded("reached"),
    "reason": worded("reason"),
    "role": worded("role"),
    "rows": worded("rows"),
    "skipped": worded("left out"),
    "step": worded("step"),
    "tone": worded("tone"),
    "unchanged": worded("unchanged"),
    "updated": worded("updated"),
    "variants": worded("variants"),
    "version": worded("version"),
    "was": worded("was"),
    "what": worded("what"),
    "why": worded("why"),
}


def in_words(verb: str) -> str:
    """`seat.offer_withdrawn` → `Seat: offer withdrawn`."""
    what, _, done = verb.partition(".")
    said = [translated(SUBJECTS.get(what, what.replace("_", " ").capitalize()))]
    if done:
        said.append(translated(DEEDS.get(done, done.replace("_", " "))))
    return ": ".join(said)


def noted(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each name with its value: `("variants", "2")`."""
    return [(translated(NOTES.get(name, name)), _said(name, one)) for name, one in data.items()]


def _said(name: str, value: object) -> str:
    return translated(look("policy", str(value)).word) if name == "policy" else _value(value)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return gettext(worded("yes")) if value else gettext(worded("no"))
    if isinstance(value, str):
        return translated(value)
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        return ", ".join(map(_value, value))
    return str(value)
