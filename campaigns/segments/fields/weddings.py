"""The wedding itself: where it stands, where it is held, how large it is."""

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    Value,
    When,
)  # fmt: skip

from campaigns.segments.facts import Facts
from campaigns.segments.field import Field, by, column, word
from campaigns.segments.kinds import LATELY, MAYBE, NUMBER, WORD, choice
from campaigns.segments.scope import Scope
from wedsync.lib.worded import worded
from wedsync.weddings.models import Life, Precision, WeddingDay

GROUP = worded("Weddings")


def _abroad(facts: Facts, scope: Scope) -> bool | None:
    return None if not facts.country else facts.country != scope.country


def _is_abroad(scope: Scope) -> Case:
    return Case(
        When(wedding_venue_country="", then=Value(None)),
        When(wedding_venue_country=scope.country, then=Value(value=False)),
        default=Value(value=True),
        output_field=BooleanField(null=True),
    )


def _several(facts: Facts, _: Scope) -> bool | None:
    exact = facts.precision == Precision.EXACT
    return any(day != facts.date for day in facts.days) if exact else None


def _has_several(_: Scope) -> Case:
    another = WeddingDay.objects.filter(wedding=OuterRef("meant")).exclude(
        day=OuterRef("wedding_date")
    )
    return Case(
        When(Q(wedding_precision=Precision.EXACT), then=Exists(another)),
        default=Value(None),
        output_field=BooleanField(null=True),
    )


FIELDS = (
    Field(
        "life",
        GROUP,
        worded("State"),
        choice(Life.choices, always=True),
        lambda facts, _: facts.life,
        column("wedding_life"),
    ),
    Field(
        "venue",
        GROUP,
        worded("Venue"),
        WORD,
        lambda facts, _: facts.venue or None,
        word("wedding_venue_name"),
    ),
    Field(
        "city",
        GROUP,
        worded("City"),
        WORD,
        lambda facts, _: facts.city or None,
        word("wedding_venue_city"),
    ),
    Field(
        "country",
        GROUP,
        worded("Country (two letters)"),
        WORD,
        lambda facts, _: facts.country or None,
        word("wedding_venue_country"),
    ),
    Field("abroad", GROUP, worded("In another country than yours"), MAYBE, _abroad, by(_is_abroad)),
    Field(
        "guests",
        GROUP,
        worded("Guests"),
        NUMBER,
        lambda facts, _: facts.guests,
        column("wedding_guests"),
    ),
    Field(
        "style",
        GROUP,
        worded("Style"),
        WORD,
        lambda facts, _: facts.style or None,
        word("wedding_style"),
    ),
    Field("several_days", GROUP, worded("Lasts several days"), MAYBE, _several, by(_has_several)),
    Field(
        "wedding_added",
        GROUP,
        worded("Wedding added"),
        LATELY,
        lambda facts, _: (facts.wedding_since,),
        by(lambda _: F("wedding_created_at")),
    ),
)
