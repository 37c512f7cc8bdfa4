"""Whole experiments, played with known rates by the very rule that judges real ones."""

from collections import Counter
from random import Random

from campaigns.experiment.decision import Evidence, Word, decide
from campaigns.experiment.looks import MOST
from campaigns.experiment.posterior import Tally
from campaigns.experiment.prior import prior_of

FIRST = 30


def play(rng, rates, most, others=()):
    """The last finding of up to twelve looks, at evenly more weddings, to `most` a variant."""
    did = dict.fromkeys(rates, 0)
    seen, leader, finding = 0, "", None
    for look in range(MOST):
        now = round(FIRST + (most - FIRST) * look / (MOST - 1))
        for key, rate in rates.items():
            did[key] += sum(rng.random() < rate for _ in range(now - seen))
        seen = now
        tallies = {key: Tally(count, seen) for key, count in did.items()}
        own = Tally(sum(did.values()), seen * len(rates))
        finding = decide(Evidence(tallies, 7 + look, leader), prior_of(own, others), "replied")
        if finding.word != Word.UNKNOWN:
            break
        leader = finding.leader
    return finding


def outcomes(seed, runs, rates, most, others=()):
    """How often each variant won, by key, and each other word was the last."""
    rng = Random(seed)
    ends = (play(rng, rates, most, others) for _ in range(runs))
    return Counter(end.leader if end.word == Word.WINNER else end.word for end in ends)
