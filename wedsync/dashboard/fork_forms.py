"""What the pages about forks ask for: shapes only, what they mean is the codec's to judge."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.timeline.step import ARMS, EXIT, Kind
from wedsync.dashboard.asked_of import changed, told
from wedsync.dashboard.timeline_forms import SIDES, UNITS, choose, key_for
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import offered

Json = dict[str, Any]
Choices = list[tuple[str, str]]
KINDS = [
    (Kind.BRANCH.value, _("A branch: asked once, at its moment")),
    (Kind.WAIT.value, _("A wait: until it holds, until a day, or until it was long enough")),
]
ARM_NAMES = {
    "yes": "yes",
    "no": "no",
    "met": _("it came true"),
    "instant": _("the day came"),
    "longest": _("it was long enough"),
}
MAIN = ("", _("On the main way"))
NOBODY = ("", _("Choose an audience"))
MOST_DAYS = 3650


class ForkForm(forms.Form):
    """Where the way parts. `fork(before)` is what the draft keeps of it."""

    name = forms.CharField(
        max_length=50, label=_("Name"), help_text=_("As you call it: deposit paid?")
    )
    kind = forms.ChoiceField(
        choices=KINDS, initial=Kind.BRANCH.value, widget=forms.RadioSelect, label=_("What it is")
    )
    segment = forms.ChoiceField(
        label=_("Whether they are in this audience"),
        help_text=_("Audiences have every condition; make one there first"),
    )
    count = forms.IntegerField(min_value=0, max_value=10_000, initial=8, label=_("How far"))
    unit = forms.ChoiceField(choices=UNITS, initial="weeks", label=_("Unit"))
    side = forms.ChoiceField(choices=SIDES, label=_("Before or after"))
    anchor = forms.ChoiceField(label=_("What it hangs on"))
    longest_days = forms.IntegerField(
        min_value=1,
        max_value=MOST_DAYS,
        required=False,
        label=_("A wait: at most so many days"),
        help_text=_("Or leave it empty and give it a day"),
    )
    until_count = forms.IntegerField(
        min_value=0, max_value=10_000, initial=0, required=False, label=_("A wait: until how far")
    )
    until_unit = forms.ChoiceField(choices=UNITS, initial="weeks", required=False, label=_("Unit"))
    until_side = forms.ChoiceField(choices=SIDES, required=False, label=_("Before or after"))
    until_anchor = forms.ChoiceField(required=False, label=_("What that hangs on"))
    lane = forms.ChoiceField(required=False, label=_("Behind"))

    def __init__(
        self,
        *args: Any,
        anchors: Mapping[str, str],
        segments: Choices,
        lanes: Choices,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["anchor"], offered(anchors.items())())
        choose(self.fields["until_anchor"], [("", _("No day")), *offered(anchors.items())()])
        choose(self.fields["segment"], [NOBODY, *segments])
        choose(self.fields["lane"], [MAIN, *lanes])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        endless = not cleaned.get("longest_days") and not cleaned.get("until_anchor")
        if cleaned.get("kind") == Kind.WAIT and endless:
            self.add_error("longest_days", _("A wait needs an end: say how long, or until when."))
        return cleaned

    def fork(self, before: Json, taken: set[str]) -> Json:
        said, wait = self.cleaned_data, self.cleaned_data["kind"] == Kind.WAIT
        length = said["longest_days"] if wait else None
        until = _when(said, "until_") if wait and said["until_anchor"] else None
        return {
            "key": before.get("key") or key_for(said["name"], taken),
            "kind": said["kind"],
            "when": {**_rest(before.get("when")), **_when(said, "")},
            "condition": changed(before.get("condition"), said["segment"]),
            **({"longest_hours": 24 * length} if length else {}),
            **({"until": {**_rest(before.get("until")), **until}} if until else {}),
            **lane_of(said["lane"]),
        }


def initial(fork: Json) -> Json:
    """A fork of a draft as the form shows it."""
    until = fork.get("until")
    hours = fork.get("longest_hours")
    return {
        "name": fork["key"],
        "kind": fork["kind"],
        "segment": told(fork.get("condition"))[0],
        "longest_days": max(1, hours // 24) if hours else None,
        "lane": lane_name(fork.get("lane")),
        **_shown(fork["when"], ""),
        **(_shown(until, "until_") if until else {}),
    }


def lanes(forks: list[Json], but: str = "") -> Choices:
    """Every exit of the forks that stand before the one of this key, to be chosen from."""
    keys = [fork["key"] for fork in forks]
    before = forks[: keys.index(but)] if but in keys else forks
    return [
        (f"{fork['key']}:{arm}", f"“{fork['key']}”: {ARM_NAMES[arm]}")
        for fork in before
        for arm in ARMS[Kind(fork["kind"])]
    ]


def ends(forks: list[Json], but: str = "") -> dict[str, str]:
    """Their ends, as days to hang on."""
    keys = dict.fromkeys(value.rpartition(":")[0] for value, _ in lanes(forks, but))
    return {f"{EXIT}{key}": _("the end of “{key}”").format(key=key) for key in keys}


def lane_of(name: str) -> Json:
    fork, _, arm = name.rpartition(":")
    return {"lane": {"fork": fork, "arm": arm}} if fork else {}


def lane_name(lane: Mapping[str, str] | None) -> str:
    return f"{lane['fork']}:{lane['arm']}" if lane else ""


def refuse_loose(fork: str, draft: Json) -> None:
    """Nothing may hang on what is taken out."""
    for one in (*draft.get("forks", ()), *draft.get("steps", ())):
        behind = (one.get("lane") or {}).get("fork") == fork
        hangs = any(
            (one.get(name) or {}).get("anchor") == EXIT + fork for name in ("when", "until")
        )
        if behind or hangs:
            raise Refusal(
                "“{step}” hangs on “{fork}”: move it first.",
                code="fork_in_use",
                step=one["key"],
                fork=fork,
            )


def _when(said: Json, prefix: str) -> Json:
    count = (said[f"{prefix}count"] or 0) * int(said[f"{prefix}side"] or -1)
    offset = {said[f"{prefix}unit"] or "days": count} if count else {}
    return {"anchor": said[f"{prefix}anchor"], **offset}


def _rest(when: Json | None) -> Json:
    """The time and the clock, which the form doesn't ask for."""
    return {name: value for name, value in (when or {}).items() if name in ("at", "clock")}


def _shown(when: Json, prefix: str) -> Json:
    unit = next((unit for unit, _ in UNITS if when.get(unit)), "days")
    amount = when.get(unit, 0)
    return {
        f"{prefix}count": abs(amount),
        f"{prefix}unit": unit,
        f"{prefix}side": "1" if amount > 0 else "-1",
        f"{prefix}anchor": when["anchor"],
    }
