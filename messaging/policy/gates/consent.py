"""Marketing needs a yes; anything else goes on until there is a no. A no holds for everything."""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Block, Verdict


def gate(facts: Facts) -> Verdict:
    if facts.consent == "revoked":
        return Block("opted out of this kind of message")
    if facts.purpose is Purpose.MARKETING and facts.consent != "granted":
        return Block("no consent to marketing on record")
    return Allow()
