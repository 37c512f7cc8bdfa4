"""What may be spent in a month, as a form."""

from decimal import Decimal

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from messaging.channels.registry import channel_choices
from wedsync.billing.money import EXPONENTS

MOST = Decimal(1_000_000)


class BudgetForm(forms.Form):
    channel = forms.ChoiceField(
        choices=lambda: [("", _("All channels together")), *channel_choices()],
        required=False,
        label=_("For"),
    )
    limit = forms.DecimalField(
        max_digits=9,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(MOST)],
        label=_("In a month at most"),
    )
    currency = forms.ChoiceField(
        choices=[(one, one) for one in sorted(EXPONENTS)], label=_("Currency")
    )
    stops = forms.BooleanField(
        required=False,
        initial=True,
        label=_("Hold marketing and helpful messages at the limit"),
        help_text=_("Emergencies and what the contract asks for always leave."),
    )
