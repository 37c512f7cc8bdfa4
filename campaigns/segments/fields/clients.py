"""The couple's account with the vendor."""

from typing import Any

from django.db.models import Q

from campaigns.segments.field import Field, column, word
from campaigns.segments.kinds import LATELY, TAGS, WORD
from campaigns.segments.scope import Scope
from campaigns.segments.tree import Test
from wedsync.lib.worded import worded

GROUP = worded("Couples")


def _tagged(test: Test, _: Scope) -> Q:
    words: Any = test.value
    return Q(client__tags__overlap=list(words))


FIELDS = (
    Field(
        "couple",
        GROUP,
        worded("Name"),
        WORD,
        lambda facts, _: facts.client or None,
        word("client__name"),
    ),
    Field(
        "tag",
        GROUP,
        worded("Tag"),
        TAGS,
        lambda facts, _: facts.tags,
        _tagged,
    ),
    Field(
        "source",
        GROUP,
        worded("Source"),
        WORD,
        lambda facts, _: facts.source or None,
        word("client__source"),
    ),
    Field(
        "couple_added",
        GROUP,
        worded("Added to your couples"),
        LATELY,
        lambda facts, _: (facts.client_since,),
        column("client__created_at"),
    ),
)
