"""Parts of the forms of a plan, and the small ones: who has to look, how much it may cost."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from personalization.sign_off import Needs
from wedsync.billing.money import DECIMALS, NotMoney, from_text

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Words

RULES = [
    (Needs.NOBODY.value, _("Nobody"), _("Owners and managers launch what they wrote.")),
    (Needs.SECOND.value, _("A second person"), _("Somebody who neither wrote it nor asked.")),
    (Needs.OWNER.value, _("An owner"), _("Whoever wrote it.")),
]


def sentences(
    field: forms.BoundField, told: Sequence[tuple[str, "Words", "Words"]]
) -> list[tuple[Any, str]]:
    """Radio buttons, each with its sentence."""
    words = {value: str(sentence) for value, _, sentence in told}
    return [(radio, words[radio.data["value"]]) for radio in field]


def radios(told: Sequence[tuple[str, "Words", "Words"]], label: "Words") -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[(value, name) for value, name, _ in told],
        required=False,
        label=label,
        widget=forms.RadioSelect,
    )


class RuleForm(forms.Form):
    needs = radios(RULES, _("Who has to approve a campaign before it leaves"))

    @property
    def choices(self) -> list[tuple[Any, str]]:
        return sentences(self["needs"], RULES)

    def clean_needs(self) -> Needs:
        return Needs(self.cleaned_data["needs"] or Needs.NOBODY)


class CapForm(forms.Form):
    """Another budget for what is under way."""

    budget = forms.CharField(max_length=20, required=False, label=_("Budget"))

    def __init__(self, currency: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency

    def clean_budget(self) -> int | None:
        return micros(self.cleaned_data["budget"], self.currency)


def micros(text: str, currency: str) -> int | None:
    """From an amount as people write it; None for nothing. Raises ValidationError."""
    if not text.strip():
        return None
    try:
        amount = from_text(text.strip(), currency)
    except NotMoney as problem:
        raise forms.ValidationError(str(problem)) from problem
    if amount.micros < 0:
        raise forms.ValidationError(_("A budget can't be less than nothing."))
    return amount.micros


def written(amount: int | None) -> str:
    """As `micros` reads it."""
    if amount is None:
        return ""
    return f"{Decimal(amount).scaleb(-DECIMALS):f}".rstrip("0").rstrip(".") or "0"
