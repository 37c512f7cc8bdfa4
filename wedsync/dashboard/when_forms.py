"""The third step of a campaign: over which way, when, how fast, for how much, and what for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from campaigns.broadcast.strategy import Strategy
from campaigns.broadcast.timing import Timing
from campaigns.experiment.goals import DID, Goal
from campaigns.models import Campaign
from campaigns.models.campaign import MOST_HELD_OUT
from messaging.channels.registry import channel_choices
from wedsync.dashboard.plan_forms import micros, radios, sentences, written
from wedsync.lib.translated import offered
from wedsync.lib.worded import worded
from wedsync.vendors.models import Vendor

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Words

STRATEGIES = [
    (Strategy.ONE.value, _("One channel"), _("Everybody hears it there.")),
    (
        Strategy.PREFERRED.value,
        _("Each person's own"),
        _("Where they answered lately, else where they said yes, else in your order."),
    ),
    (
        Strategy.CHAIN.value,
        _("One after the other"),
        _("The next one only where the one before definitely failed."),
    ),
]
TIMINGS = [
    (Timing.NOW.value, _("At once"), _("As soon as you launch it.")),
    (Timing.AT.value, _("At a moment"), _("Whoever fits by then hears of it.")),
    (
        Timing.BEST.value,
        _("Each person's best hour"),
        _("When they, or your couples, usually answer."),
    ),
]
MOMENT = "%Y-%m-%dT%H:%M"


class Moment(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format=MOMENT)


def whole(label: "Words", least: int, most: int, help_text: "Words" = "") -> forms.IntegerField:
    return forms.IntegerField(
        required=False,
        label=label,
        help_text=help_text,
        validators=[MinValueValidator(least), MaxValueValidator(most)],
        widget=forms.NumberInput(attrs={"min": least, "max": most}),
    )


GOALS = [
    ("", worded("A click")),
    *((one.value, worded("They {did}", did=DID[one])) for one in Goal if one != "clicked"),
]


class WhenForm(forms.Form):
    """Whatever is left empty stays at its default."""

    strategy = radios(STRATEGIES, _("Over which way"))
    channel = forms.ChoiceField(choices=channel_choices, required=False, label=_("Channel"))
    second = forms.ChoiceField(required=False, label=_("Then"))
    third = forms.ChoiceField(required=False, label=_("Then"))
    timing = radios(TIMINGS, _("When"))
    starts_at = forms.DateTimeField(widget=Moment, required=False, label=_("Starts"))
    grace_minutes = whole(
        _("Minutes it may be late"), 0, 10_080, _("Missed by more, it waits for you instead.")
    )
    span_days = whole(_("Days to find an hour in"), 1, 14)
    deadline = forms.DateTimeField(
        widget=Moment,
        required=False,
        label=_("Of no use after"),
        help_text=_("Empty: always of use."),
    )
    per_hour = whole(
        _("At most an hour"), 1, 1_000_000, _("Empty: as fast as your provider allows.")
    )
    budget = forms.CharField(
        max_length=20,
        required=False,
        label=_("Budget"),
        help_text=_("Empty: only the channels' own."),
    )
    goal = forms.ChoiceField(
        choices=offered(GOALS),
        required=False,
        label=_("What for"),
        help_text=_("What its wordings compete for."),
    )
    goal_days = whole(_("Days to reach it in"), 1, 365)
    holdout_percent = whole(
        _("Held out, in percent"), 0, MOST_HELD_OUT, _("They get nothing, to measure what it does.")
    )

    def __init__(self, vendor: Vendor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vendor = vendor
        for name in ("second", "third"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
            field.choices = [("", _("Nothing")), *channel_choices()]
        self.fields["budget"].label = _("Budget, in {currency}").format(currency=vendor.currency)

    @property
    def strategies(self) -> list[tuple[Any, str]]:
        return sentences(self["strategy"], STRATEGIES)

    @property
    def timings(self) -> list[tuple[Any, str]]:
        return sentences(self["timing"], TIMINGS)

    def clean_budget(self) -> int | None:
        return micros(self.cleaned_data["budget"], self.vendor.currency)

    @property
    def chosen(self) -> dict[str, Any]:
        """Fields of a campaign."""
        cleaned = self.cleaned_data
        kept = {name: cleaned[name] for name in MAY_BE_EMPTY}
        usual = {name: cleaned[name] for name in USUAL if cleaned[name] not in (None, "")}
        further = [cleaned[name] for name in ("second", "third") if cleaned[name]]
        currency = "" if cleaned["budget"] is None else self.vendor.currency
        budget = {"budget_micros": cleaned["budget"], "budget_currency": currency}
        return {**DEFAULTS, **kept, **usual, **budget, "further": further}


MAY_BE_EMPTY = ("starts_at", "deadline", "per_hour", "goal")
USUAL = (
    "strategy", "channel", "timing", "grace_minutes", "span_days", "goal_days", "holdout_percent",
)  # fmt: skip
DEFAULTS: Mapping[str, Any] = {name: getattr(Campaign(), name) for name in USUAL}


def usual() -> dict[str, Any]:
    """What a new one begins with."""
    return dict(DEFAULTS)


def initial(campaign: Campaign) -> dict[str, Any]:
    """A draft as its form shows it."""
    names = (*USUAL, *MAY_BE_EMPTY)
    second, third = (*campaign.further, "", "")[:2]
    return {name: getattr(campaign, name) for name in names} | {
        "second": second,
        "third": third,
        "budget": written(campaign.budget_micros),
    }
