"""What a re-flow did, or would do."""

from typing import Any

from django.utils.timezone import now as current_time

from campaigns.reflow.changes import Facts, changed
from campaigns.reflow.changes_json import to_json
from campaigns.reflows.facts import facts_of
from campaigns.reflows.lines import to_json as lines_to_json
from campaigns.reflows.preview import preview
from campaigns.reflows.reflow import apply, propose
from wedsync.weddings.models import Wedding

SOURCE = "api"


def shown_difference(wedding: Wedding, after: Facts) -> dict[str, Any]:
    """Nothing of it stays."""
    before = facts_of(wedding)
    names = changed(before, after)
    found = preview(wedding, after, current_time())
    return {
        "dry_run": True,
        "reflow": None,
        "before": to_json(before, names),
        "after": to_json(after, names),
        "changes": lines_to_json(found.lines),
        "cost": [{"micros": one.micros, "currency": one.currency} for one in found.cost],
    }


def shown_reflow(wedding: Wedding, after: Facts, actor: str) -> dict[str, Any]:
    """Made in one transaction; `undo` of the reflow it names takes it back. Raises Refusal."""
    cost = shown_difference(wedding, after)["cost"]
    made = propose(wedding, after, source=SOURCE, actor=actor)
    apply(made, current_time(), actor)
    return {
        "dry_run": False,
        "reflow": str(made.pk),
        "before": made.before,
        "after": made.after,
        "changes": made.changes,
        "cost": cost,
    }
