"""Marketing needs a yes; anything else goes on until there is a no. A no holds for everything."""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.verdict import Allow, Block, Verdict
from wedsync.lib.worded import worded


def gate(facts: Facts) -> Verdict:
    if facts.consent == "revoked":
        return Block(worded("opted out of this kind of message"))
    if facts.purpose is Purpose.MARKETING and facts.consent != "granted":
        return Block(worded("no consent to marketing on record"))
    return Allow()
