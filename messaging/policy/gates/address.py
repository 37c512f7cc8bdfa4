"""Without an address a message waits for somebody to add one; an emergency must not wait.

An address that can't be one is none. It is found here, because a provider would refuse the whole
batch for it.
"""

from messaging.policy.facts import Facts, Purpose
from messaging.policy.shapes import fits
from messaging.policy.verdict import Allow, Block, Verdict, Wait
from wedsync.lib.worded import worded


def gate(facts: Facts) -> Verdict:
    if fits(facts.channel, facts.address):
        return Allow()
    missing = worded("no address for {channel}", channel=facts.channel)
    reason = (
        worded("the address for {channel} is none", channel=facts.channel)
        if facts.address
        else missing
    )
    if facts.purpose is Purpose.EMERGENCY:
        return Block(reason, end="cancelled")
    return Wait(reason)
