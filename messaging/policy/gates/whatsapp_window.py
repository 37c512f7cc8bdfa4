"""On WhatsApp a message is free-form for 24 hours after they wrote; later it needs a template.

Spares nobody, since Meta doesn't either. An emergency that can't go must not wait: it ends, so
that another channel is tried. Marketing templates to the United States are paused by Meta since
1 April 2025; within the window the message goes out free-form and isn't concerned.
"""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Block, Verdict, Wait
from wedsync.lib.worded import worded

PAUSED = worded("WhatsApp delivers no marketing templates to the United States")
CLOSED = worded("they last wrote over 24 hours ago, and it has no approved WhatsApp template")


def gate(facts: Facts) -> Verdict:
    if facts.channel != "whatsapp" or _open(facts):
        return Allow()
    if facts.purpose is Purpose.MARKETING and _american(facts):
        return Block(PAUSED, end="cancelled")
    if facts.has_template:
        return Allow()
    if facts.purpose is Purpose.EMERGENCY:
        return Block(CLOSED, end="cancelled")
    return Wait(CLOSED)


def _open(facts: Facts) -> bool:
    return facts.window_until is not None and facts.now < facts.window_until


def _american(facts: Facts) -> bool:
    return any(place.partition("-")[0] == "US" for place in facts.places)
