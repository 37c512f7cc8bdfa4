"""The couple's account with the vendor."""

from django.db.models import Q

from campaigns.segments.field import Field, column, word
from campaigns.segments.kinds import LATELY, TAGS, WORD

GROUP = "Couples"

FIELDS = (
    Field(
        "couple", GROUP, "Name", WORD, lambda facts, _: facts.client or None, word("client__name")
    ),
    Field(
        "tag",
        GROUP,
        "Tag",
        TAGS,
        lambda facts, _: facts.tags,
        lambda test, _: Q(client__tags__overlap=list(test.value)),
    ),
    Field(
        "source",
        GROUP,
        "Source",
        WORD,
        lambda facts, _: facts.source or None,
        word("client__source"),
    ),
    Field(
        "couple_added",
        GROUP,
        "Added to your couples",
        LATELY,
        lambda facts, _: (facts.client_since,),
        column("client__created_at"),
    ),
)
