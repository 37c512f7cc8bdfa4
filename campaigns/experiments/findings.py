"""What a look found, in figures that are kept as they were."""

from dataclasses import asdict
from typing import Any

from campaigns.experiment.decision import Finding
from campaigns.experiment.effect import Effect, effect
from campaigns.experiment.goals import DID, SIGNS, Goal
from campaigns.experiment.posterior import Prior, Tally, posterior
from campaigns.experiments.believe import together
from campaigns.experiments.results import Results, did


def figures(finding: Finding, found: Results, prior: Prior, goal: Goal) -> dict[str, Any]:
    """As JSON. `did` of `of` weddings are all variants together; rates lie between 0 and 1."""
    whole = together(found, goal)
    return {
        "sentence": finding.sentence,
        "leader": finding.leader,
        "did": whole.did,
        "of": whole.of,
        "prior": asdict(prior),
        "variants": [_variant(key, finding, found, prior, goal) for key in found.variants],
        "held": {**asdict(found.held), "did": did(found.held, goal)},
        "effect": change.sentence if (change := effect_of(found, prior, goal)) else "",
    }


def effect_of(found: Results, prior: Prior, goal: Goal) -> Effect | None:
    """Who was held out can't click, so only what happens beside the message shows its worth."""
    if goal in SIGNS:
        return None
    held = Tally(did(found.held, goal), found.held.assigned)
    return effect(together(found, goal), held, prior, DID[goal])


def _variant(
    key: str, finding: Finding, found: Results, prior: Prior, goal: Goal
) -> dict[str, Any]:
    outcome, tally = found.variants[key], found.tallies(goal)[key]
    low, high = posterior(tally, prior).interval
    standing = (finding.standings or {}).get(key)
    odds = {"best": standing.best, "loss": standing.loss} if standing else {}
    return {"key": key, **asdict(outcome), "did": tally.did, "low": low, "high": high, **odds}
