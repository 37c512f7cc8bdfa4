"""What the pages about timelines ask for: shapes only, what they mean is the codec's to judge."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from campaigns.experiment.goals import DID, Goal
from campaigns.timeline import Clock, Late
from campaigns.timeline.codec import MOST_HELD
from campaigns.timeline.contents import OnMove
from messaging.channels.registry import channel_choices
from messaging.policy.facts import Purpose
from personalization.models import Template
from wedsync.dashboard.reflow_forms import Clock as TimeInput
from wedsync.dashboard.ruler import ANCHORS, LATE
from wedsync.lib.translated import offered
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import Counted

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Words

Json = dict[str, Any]
UNITS = [
    ("days", _("days")),
    ("weeks", _("weeks")),
    ("months", _("months")),
    ("working_days", _("working days")),
    ("hours", _("hours")),
]
SIDES = [("-1", _("before")), ("1", _("after"))]
CLOCKS = [
    (Clock.READER.value, _("The one who reads it: at home until they travel")),
    (Clock.VENUE.value, _("The venue")),
    (Clock.VENDOR.value, _("You")),
]
ROLES = [
    ("primary", _("The first partner")),
    ("other", _("The other partner")),
    ("couple", _("Both partners")),
    ("planner", _("Their planner")),
    ("day_of", _("The day-of contact")),
    ("parent", _("Parents")),
]


MORE = ("best_hour", "grace_hours", "occurrences", "why", "on_date_change")
ON_MOVE = [
    (OnMove.ASK.value, _("Ask me about each who was told")),
    (OnMove.RESEND.value, _("Say it again with the new date")),
    (OnMove.NONE.value, _("Nothing")),
]


class NameForm(forms.Form):
    name = forms.CharField(max_length=120, label=_("Name"), help_text=_("Only you see it."))


class StepForm(forms.Form):
    """One message of a timeline. `step(…)` is what the draft keeps of it, with its condition."""

    template = forms.ModelChoiceField(Template.objects.none(), label=_("What it says"))
    count = forms.IntegerField(
        min_value=0, max_value=10_000, initial=6, label=_("How far"), help_text=_("0: on the day")
    )
    unit = forms.ChoiceField(choices=UNITS, initial="weeks", label=_("Unit"))
    side = forms.ChoiceField(choices=SIDES, label=_("Before or after"))
    anchor = forms.ChoiceField(label=_("What it hangs on"))
    occurrences = forms.IntegerField(
        min_value=1,
        max_value=50,
        initial=1,
        label=_("How many years"),
        help_text=_("Of anniversaries"),
    )
    at = forms.TimeField(required=False, widget=TimeInput(format="%H:%M"), label=_("Time of day"))
    clock = forms.ChoiceField(choices=CLOCKS, label=_("On whose clock"))
    opens = forms.TimeField(
        required=False, widget=TimeInput(format="%H:%M"), label=_("Not before (time)")
    )
    closes = forms.TimeField(
        required=False, widget=TimeInput(format="%H:%M"), label=_("Not after (time)")
    )
    best_hour = forms.BooleanField(
        required=False,
        label=_("Each person's best hour"),
        help_text=_("Between these two times, by when they read; one in ten gets the usual hour"),
    )
    role = forms.ChoiceField(choices=ROLES, label=_("For whom"))
    purpose = forms.ChoiceField(
        choices=offered((one.value, one.value.capitalize()) for one in Purpose),
        label=_("Why you write"),
    )
    first = forms.ChoiceField(label=_("Channel"))
    second = forms.ChoiceField(required=False, label=_("Where that reaches nobody"))
    late = forms.ChoiceField(
        choices=offered((one.value, title) for one, (title, _) in LATE.items()),
        initial=Late.SKIP.value,
        widget=forms.RadioSelect,
        label=_("If its moment has passed before it could be planned"),
    )
    grace_hours = forms.IntegerField(
        min_value=0, max_value=87_600, initial=24, label=_("Grace, in hours")
    )
    on_date_change = forms.ChoiceField(
        choices=ON_MOVE,
        initial=OnMove.ASK.value,
        label=_("If it told a date that moves afterwards"),
    )
    goal = forms.ChoiceField(
        choices=offered((one.value, DID[one].capitalize()) for one in Goal),
        initial=Goal.CLICKED.value,
        required=False,
        label=_("Counts as a success if they"),
    )
    held = forms.IntegerField(
        min_value=0,
        max_value=MOST_HELD,
        initial=0,
        required=False,
        label=_("Held out, in percent"),
        help_text=_("Weddings that don't get it on purpose, to see what it changes"),
    )
    bandit = forms.BooleanField(
        required=False,
        label=_("Let the shares follow the results, daily"),
        help_text=_("For a message that never ends, of 100 weddings a quarter; none below 10 %"),
    )
    lane = forms.ChoiceField(required=False, label=_("Behind"))
    why = forms.CharField(max_length=500, required=False, label=_("Why it exists"))

    def __init__(
        self,
        vendor: Vendor,
        *args: Any,
        anchors: Mapping[str, str] = ANCHORS,
        lanes: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        templates = self.fields["template"]
        assert isinstance(templates, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        templates.queryset = Template.objects.in_use().filter(vendor=vendor).order_by("name")
        choose(self.fields["anchor"], offered(anchors.items())())
        choose(self.fields["lane"], [("", _("On the main way")), *lanes])
        choose(self.fields["first"], channel_choices())
        choose(self.fields["second"], [("", _("Nothing else")), *channel_choices()])

    @property
    def lates(self) -> list[tuple[Any, str]]:
        """The radio buttons, each with its sentence."""
        sentences = {one.value: sentence for one, (_, sentence) in LATE.items()}
        return [(radio, sentences[radio.data["value"]]) for radio in self["late"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("opens")) != bool(cleaned.get("closes")):
            self.add_error("closes", _("Give both ends of its hours, or none."))
        if cleaned.get("best_hour") and not (cleaned.get("opens") and cleaned.get("closes")):
            self.add_error("best_hour", _("Say between which times it may lie."))
        return cleaned

    def step(self, before: Json, taken: set[str], condition: Json) -> Json:
        """What the form doesn't ask for stays as it is."""
        said = self.cleaned_data
        fork, _, arm = said["lane"].rpartition(":")
        return {
            "key": before.get("key") or key_for(said["template"].name, taken),
            "template": str(said["template"].pk),
            "when": _when(said, before.get("when", {})),
            "purpose": said["purpose"],
            "role": said["role"],
            "channels": [way for way in dict.fromkeys((said["first"], said["second"])) if way],
            "late": said["late"],
            "grace_hours": said["grace_hours"],
            "occurrences": said["occurrences"],
            "on_date_change": said["on_date_change"],
            **({"lane": {"fork": fork, "arm": arm}} if fork else {}),
            **({"why": said["why"]} if said["why"] else {}),
            **_trial(said),
            **({"best_hour": True} if said["best_hour"] else {}),
            **_window(said),
            **({"condition": condition} if condition else {}),
        }


def initial(step: Json) -> Json:
    """A step of a draft as the form shows it."""
    when, channels = step["when"], step.get("channels") or ["email"]
    unit = next((unit for unit, _ in UNITS if when.get(unit)), "days")
    opens, closes = step.get("window") or (None, None)
    return {
        **{name: step[name] for name in ("template", "purpose", "role", "late") if name in step},
        **{name: step[name] for name in MORE if name in step},
        **step.get("trial", {}),
        "count": abs(when.get(unit, 0)),
        "unit": unit,
        "side": "1" if when.get(unit, 0) > 0 else "-1",
        "anchor": when["anchor"],
        "at": when.get("at"),
        "clock": when.get("clock", Clock.READER.value),
        "opens": opens,
        "closes": closes,
        "first": channels[0],
        "second": channels[1] if len(channels) > 1 else "",
        "lane": "{fork}:{arm}".format(**step["lane"]) if step.get("lane") else "",
    }


def choose(field: forms.Field, choices: Sequence[tuple[str, "Words"]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
    field.choices = list(choices)


def key_for(name: str, taken: set[str]) -> str:
    stem = slugify(name)[:50] or "message"
    keys = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(key for key in keys if key not in taken)


def _when(said: Json, before: Json) -> Json:
    count = said["count"] * int(said["side"])
    number = {"number": before["number"]} if "number" in before else {}
    if said["anchor"] != Counted.ANNIVERSARY:
        number = {}
    at = {"at": f"{said['at']:%H:%M}"} if said["at"] else {}
    offset = {said["unit"]: count} if count else {}
    return {"anchor": said["anchor"], **number, **offset, **at, "clock": said["clock"]}


def _trial(said: Json) -> Json:
    """What is as usual is left out, as the codec has it."""
    goal = said["goal"] or Goal.CLICKED.value
    told: Json = {"goal": goal} if goal != Goal.CLICKED else {}
    told |= {name: said[name] for name in ("held", "bandit") if said[name]}
    return {"trial": told} if told else {}


def _window(said: Json) -> Json:
    if not said["opens"] or not said["closes"]:
        return {}
    return {"window": [f"{said['opens']:%H:%M}", f"{said['closes']:%H:%M}"]}
