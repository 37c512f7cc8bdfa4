"""Without an address a message waits for somebody to add one; an emergency must not wait.

An address that can't be one is none. It is found here, because a provider would refuse the whole
batch for it.
"""

import re

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Block, Verdict, Wait

MAIL = re.compile(r"[^\s@,;:<>()\[\]\"\\]+@[^\s@,;:<>()\[\]\"\\]+\.[^\s@,;:<>()\[\]\"\\]+")
NUMBER = re.compile(r"\+[1-9]\d{6,14}")  # E.164
SHAPES = {"email": MAIL, "sms": NUMBER, "whatsapp": NUMBER}


def gate(facts: Facts) -> Verdict:
    if not facts.address:
        reason = f"no address for {facts.channel}"
    elif (shape := SHAPES.get(facts.channel)) and not shape.fullmatch(facts.address):
        reason = f"the address for {facts.channel} is none"
    else:
        return Allow()
    if facts.purpose is Purpose.EMERGENCY:
        return Block(reason, end="cancelled")
    return Wait(reason)
