"""What an owner answers about approval: who has to look at what a template says."""

from django import forms

from personalization.sign_off import Needs

WHO = (
    (Needs.NOBODY, "Nobody"),
    (Needs.SECOND, "Somebody who didn't write it"),
    (Needs.OWNER, "An owner"),
)


class DemandForm(forms.Form):
    needs = forms.ChoiceField(
        choices=[(one.value, label) for one, label in WHO], label="Who has to approve it"
    )
