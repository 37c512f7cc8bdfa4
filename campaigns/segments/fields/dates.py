"""When the wedding is. One of which only the month is known counts as on its first day."""

import datetime as dt
from calendar import monthrange

from django.db.models import Case, CharField, F, Func, Max, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Greatest, Least
from django.db.models.lookups import LessThan

from campaigns.segments.facts import Facts
from campaigns.segments.field import Field, by, column
from campaigns.segments.kinds import DAY, choice
from campaigns.segments.scope import Scope
from wedsync.lib.worded import worded
from wedsync.weddings.calendar import UPCOMING_DAYS, Stage, WeddingDate, stage_on
from wedsync.weddings.models import Precision, WeddingDay

GROUP = worded("Dates")
STAGES = (
    (Stage.PLANNING.value, worded("Planning")),
    (Stage.UPCOMING.value, worded("In the last month")),
    (Stage.DAY_OF.value, worded("On the day")),
    (Stage.POST_WEDDING.value, worded("After the wedding")),
)
WEEKDAYS = tuple(
    (name.lower(), name)
    for name in (
        worded("Monday"),
        worded("Tuesday"),
        worded("Wednesday"),
        worded("Thursday"),
        worded("Friday"),
        worded("Saturday"),
        worded("Sunday"),
    )
)
EXACT, MONTH = Q(wedding_precision=Precision.EXACT), Q(wedding_precision=Precision.MONTH)


def _stage(facts: Facts, scope: Scope) -> str:
    return stage_on(scope.today, _when(facts)).value


def _when(facts: Facts) -> WeddingDate:
    if facts.date is None:
        return WeddingDate.open()
    if facts.precision == Precision.MONTH:
        return WeddingDate.in_month(facts.date.year, facts.date.month)
    return WeddingDate.on(facts.date, also=facts.days)


def _stage_of(scope: Scope) -> Case:
    """`stage_on` in SQL; a law compares the two."""
    today = scope.today
    soon = today + dt.timedelta(days=UPCOMING_DAYS)
    month_end = soon.replace(day=monthrange(soon.year, soon.month)[1])
    first, last = Least("wedding_date", _event(Min)), Greatest("wedding_date", _event(Max))
    return Case(
        When(MONTH & Q(wedding_date__lt=today.replace(day=1)), then=Value(Stage.POST_WEDDING)),
        When(MONTH & Q(wedding_date__lte=month_end), then=Value(Stage.UPCOMING)),
        When(~EXACT, then=Value(Stage.PLANNING)),
        When(_before(last, today), then=Value(Stage.POST_WEDDING)),
        When(_before(first, today + dt.timedelta(days=1)), then=Value(Stage.DAY_OF)),
        When(_before(first, soon + dt.timedelta(days=1)), then=Value(Stage.UPCOMING)),
        default=Value(Stage.PLANNING),
        output_field=CharField(),
    )


def _event(function: type[Min] | type[Max]) -> Subquery:
    """The first or the last of its events; null where it has none."""
    days = WeddingDay.objects.filter(wedding=OuterRef("meant")).order_by().values("wedding")
    return Subquery(days.annotate(found=function("day")).values("found"))


def _before(day: Least | Greatest, bound: dt.date) -> LessThan:
    return LessThan(day, bound)


def _weekday(facts: Facts, _: Scope) -> str | None:
    exact = facts.date is not None and facts.precision == Precision.EXACT
    return WEEKDAYS[facts.date.weekday()][0] if exact and facts.date else None


def _weekday_of(_: Scope) -> Case:
    name = Func(F("wedding_date"), Value("FMday"), function="to_char", output_field=CharField())
    return Case(When(EXACT, then=name), default=Value(None), output_field=CharField(null=True))


FIELDS = (
    Field(
        "stage",
        GROUP,
        worded("Stage today"),
        choice(STAGES, always=True),
        _stage,
        by(_stage_of),
    ),
    Field(
        "date",
        GROUP,
        worded("Wedding day"),
        DAY,
        lambda facts, _: facts.date,
        column("wedding_date"),
    ),
    Field(
        "date_known",
        GROUP,
        worded("Date is known"),
        choice(
            [("exact", "to the day"), ("month", "to the month"), ("open", "not yet")], always=True
        ),
        lambda facts, _: facts.precision,
        column("wedding_precision"),
    ),
    Field("weekday", GROUP, worded("Day of the week"), choice(WEEKDAYS), _weekday, by(_weekday_of)),
)
