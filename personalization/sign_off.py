"""Who has to say yes to what a version says before it leaves, and to which words. Pure.

A yes belongs to the words, not to a moment: it never runs out, other words leave it behind, and the
same words again have it again.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from hashlib import sha256

from personalization.draft import Draft
from wedsync.lib.worded import worded


class Needs(StrEnum):
    NOBODY = "nobody"
    SECOND = "second"  # somebody who neither wrote it nor asked
    OWNER = "owner"


class Standing(StrEnum):
    WRITTEN = "written"  # nobody was asked yet
    ASKED = "asked"
    APPROVED = "approved"
    RETURNED = "returned"  # to be written again


STRICTEST_LAST = (Needs.NOBODY, Needs.SECOND, Needs.OWNER)
BY_OWNER = worded("An owner of the business has to approve it.")
BY_ANOTHER = worded("Somebody else has to approve it: you wrote it or asked for it.")
OPEN = frozenset({Standing.WRITTEN, Standing.ASKED, Standing.RETURNED})


def strictest(*demands: str) -> Needs:
    """Of what the template and the vendor demand."""
    return max(map(Needs, demands), key=STRICTEST_LAST.index, default=Needs.NOBODY)


def content_hash(purpose: str, drafts: Iterable[Draft]) -> str:
    """SHA-256, in hex, over all that the author wrote, in whatever order the variants come."""
    told = sorted(json.dumps(asdict(one), sort_keys=True, default=list) for one in drafts)
    return sha256(json.dumps([purpose, told]).encode()).hexdigest()


def may_approve(needs: Needs, actor: str, involved: Iterable[str], *, owns: bool) -> str:
    """ "" if they may, else the sentence that says why not. Who works alone is an owner.

    `involved` are those who wrote it or asked for the approval.
    """
    if owns:
        return ""
    if needs is Needs.OWNER:
        return BY_OWNER
    if actor in set(involved):
        return BY_ANOTHER
    return ""
