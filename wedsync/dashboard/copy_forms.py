"""What the page of AI copy asks for: shapes only."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from personalization.approval import SAMPLE, Policy
from personalization.models import Template
from personalization.tones import TONES
from wedsync.lib.translated import offered
from wedsync.weddings.calendar import Stage

POLICIES = [
    (Policy.OFF.value, _("Off"), _("Every couple gets your own words.")),
    (Policy.EACH.value, _("I read each"), _("Copy leaves once you have approved it.")),
    (
        Policy.SAMPLED.value,
        format_lazy(_("I read the first {sample}"), sample=SAMPLE),
        _("Once you have approved them and rejected none, the rest leaves by itself."),
    ),
    (
        Policy.AUTO.value,
        _("By itself"),
        _("Whatever passes the checks leaves. You can take it back."),
    ),
]


class PolicyForm(forms.Form):
    policy = forms.ChoiceField(
        choices=[(value, label) for value, label, _ in POLICIES],
        label=_("Who lets it leave"),
        widget=forms.RadioSelect,
    )
    tone = forms.ChoiceField(
        choices=offered((tone, words.capitalize()) for tone, words in TONES.items()),
        label=_("Tone"),
    )

    @classmethod
    def of(cls, template: Template) -> "PolicyForm":
        return cls(initial={"policy": template.copy_policy, "tone": template.copy_tone})

    @property
    def policies(self) -> list[tuple[Any, str]]:
        """The radio buttons, each with its sentence."""
        sentences = {value: str(sentence) for value, _, sentence in POLICIES}
        return [(radio, sentences[radio.data["value"]]) for radio in self["policy"]]


class WantForm(forms.Form):
    stage = forms.ChoiceField(
        choices=[
            ("", _("where they are today")),
            (Stage.PLANNING.value, _("planning")),
            (Stage.UPCOMING.value, _("close to the day")),
            (Stage.DAY_OF.value, _("on the day")),
            (Stage.POST_WEDDING.value, _("after the wedding")),
        ],
        required=False,
        label=_("When it is sent they are"),
    )
