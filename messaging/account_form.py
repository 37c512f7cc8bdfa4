"""The form of a provider account: credentials go in, and never come out."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CharField, ChoiceField, ModelForm
from django.utils.functional import lazy
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from messaging.credentials import keep, too_short
from messaging.models import ProviderAccount
from messaging.providers.protocol import Provider
from messaging.route import providers

HELP = (
    "One a line, like api_key=re_123. What is named replaces what is stored; a name with nothing"
    " after the = is taken out; what is left empty stays as it is."
)


def what_is_needed() -> str:
    """What each provider's account must hold, in one paragraph."""
    return " ".join(f"{one.key}: {_named(one)}." for one in providers().values())


def _named(provider: Provider) -> str:
    return "; ".join(f"{name} ({what})" for name, what in provider.credentials.items()) or "nothing"


class WriteOnly(UnfoldAdminTextareaWidget):  # type: ignore[misc]  # unfold has no types
    """A field that comes back empty, also when the form was refused."""

    def format_value(self, value: object) -> str:
        return ""


class AccountForm(ModelForm[ProviderAccount]):
    provider = ChoiceField(
        choices=lambda: [(key, key) for key in providers()], widget=UnfoldAdminSelectWidget
    )
    credentials = CharField(
        required=False,
        widget=WriteOnly({"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        help_text=lazy(lambda: f"{HELP} {what_is_needed()}", str)(),
    )

    class Meta:
        model = ProviderAccount
        fields = ("channel", "vendor", "enabled", "order", "per_minute", "burst")

    def clean_credentials(self) -> dict[str, str]:
        """By name. The sentences repeat no value: they end up on a page."""
        given: dict[str, str] = {}
        for number, line in enumerate(self.cleaned_data["credentials"].splitlines(), start=1):
            name, sign, value = (part.strip() for part in line.partition("="))
            if not (name or value):
                continue
            if not (sign and name.isidentifier()):
                raise ValidationError(f"Line {number} isn't like name=value.")
            if too_short(name, value):
                raise ValidationError(f"{name} is too short to be one.")
            given[name] = value
        return given

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        provider = providers().get(cleaned.get("provider") or self.instance.provider)
        channel = cleaned.get("channel")
        if provider and channel and channel not in provider.channels:
            carried = ", ".join(sorted(provider.channels))
            raise ValidationError(f"{provider.key} carries {carried}, not {channel}.")
        return cleaned

    def save(self, commit: bool = True) -> ProviderAccount:
        """Sealed to row and vendor, so both must be known by now."""
        account = self.instance
        account.provider = self.cleaned_data.get("provider") or account.provider
        keep(account, self.cleaned_data["credentials"])
        return super().save(commit)
