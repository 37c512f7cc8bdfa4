"""What a message's frozen context says about copy, as a sentence for "why". Pure.

`copy` in a context is missing where nobody wanted any, `{"id", "bucket", "model"}` where copy was
taken, and `{"bucket", "instead"}` where the human text went for a reason.
"""

from collections.abc import Mapping
from typing import Any

from personalization.copy.bucket import Bucket
from wedsync.lib.worded import worded

KEY = "copy"
UNAPPROVED = worded("none for these facts has been approved")
REASONS = {
    "wanted": worded("it is not written yet"),
    "writing": worded("it is not written yet"),
    "drafted": worded("it waits for your approval"),
    "rejected": worded("you rejected it"),
    "refused": worded("it did not pass the checks"),
    "failed": worded("the model gave none"),
    "": worded("none was asked for"),
}


def said(context: Mapping[str, Any]) -> str:
    """ "" where there is nothing to say."""
    copy = context.get(KEY)
    if not isinstance(copy, Mapping):
        return ""
    label = Bucket.parse(copy["bucket"]).label
    if "id" in copy:
        return worded(
            "Worded by {model} for couples like this ({label}), and approved.",
            model=copy["model"],
            label=label,
        )
    reason = REASONS.get(copy["instead"], UNAPPROVED)
    return worded(
        "In your own words: of AI copy for couples like this ({label}), {reason}.",
        label=label,
        reason=reason,
    )


def writer_of(context: Mapping[str, Any]) -> dict[str, str]:
    """For `MadeBy`: the model whose words were taken; nothing where a person's were."""
    copy = context.get(KEY, {})
    return {"writer": "copy", "model": copy["model"]} if "id" in copy else {}
