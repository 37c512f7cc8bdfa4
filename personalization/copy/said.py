"""What a message's frozen context says about copy, as a sentence for "why". Pure.

`copy` in a context is missing where nobody wanted any, `{"id", "bucket", "model"}` where copy was
taken, and `{"bucket", "instead"}` where the human text went for a reason.
"""

from collections.abc import Mapping
from typing import Any

from personalization.copy.bucket import Bucket

KEY = "copy"
UNAPPROVED = "none for these facts has been approved"
REASONS = {
    "wanted": "it is not written yet",
    "writing": "it is not written yet",
    "drafted": "it waits for your approval",
    "rejected": "you rejected it",
    "refused": "it did not pass the checks",
    "failed": "the model gave none",
    "": "none was asked for",
}


def said(context: Mapping[str, Any]) -> str:
    """ "" where there is nothing to say."""
    copy = context.get(KEY)
    if not isinstance(copy, Mapping):
        return ""
    label = Bucket.parse(copy["bucket"]).label
    if "id" in copy:
        return f"Worded by {copy['model']} for couples like this ({label}), and approved."
    reason = REASONS.get(copy["instead"], UNAPPROVED)
    return f"In your own words: of AI copy for couples like this ({label}), {reason}."


def writer_of(context: Mapping[str, Any]) -> dict[str, str]:
    """For `MadeBy`: the model whose words were taken; nothing where a person's were."""
    copy = context.get(KEY, {})
    return {"writer": "copy", "model": copy["model"]} if "id" in copy else {}
