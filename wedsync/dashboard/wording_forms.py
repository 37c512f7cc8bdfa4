"""What an owner answers about approval: who has to look at what a template says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from personalization.sign_off import Needs

WHO = (
    (Needs.NOBODY, _("Nobody")),
    (Needs.SECOND, _("Somebody who didn't write it")),
    (Needs.OWNER, _("An owner")),
)


class DemandForm(forms.Form):
    needs = forms.ChoiceField(
        choices=[(one.value, label) for one, label in WHO], label=_("Who has to approve it")
    )
