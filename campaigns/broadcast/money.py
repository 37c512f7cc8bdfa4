"""How far a campaign's money reaches, by estimates. Pure.

Unknown prices count as nothing, as long as something is left: the vendor's own budget holds what
turns out too dear. An amount in another currency can't be compared, so nothing of it is covered.
"""

from collections.abc import Sequence

from wedsync.billing.money import Money


def covered(costs: Sequence[Money | None], left: Money) -> int:
    """How many messages, from the first on, fit into what is left before one would pass it."""
    rest = left.micros
    for count, cost in enumerate(costs):
        if cost is None or cost.micros == 0:
            if rest <= 0 and cost is None:
                return count
        elif cost.currency != left.currency or cost.micros > rest:
            return count
        else:
            rest -= cost.micros
    return len(costs)


def foreign(costs: Sequence[Money | None], currency: str) -> str:
    """The currency of a price that can't be set against a cap in `currency`, or ""."""
    others = (cost.currency for cost in costs if cost and cost.micros)
    return next((other for other in others if other != currency), "")
