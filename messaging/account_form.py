"""The form of a provider account: credentials go in, and never come out."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CharField, ChoiceField, ModelForm
from django.utils.functional import lazy
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from messaging.models import ProviderAccount
from messaging.providers.protocol import Begins, Provider
from messaging.route import providers
from wedsync.lib.sealed import Unsealable

SHORTEST = 8  # characters of a secret; anything shorter is a slip of the hand
SECRET = ("key", "secret", "token", "password")  # how names of secrets end
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
            if name.endswith(SECRET) and 0 < len(value) < SHORTEST:
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
        begun, given = self._begun(), self.cleaned_data["credentials"]
        if begun or given:
            merged = {**begun, **self._stored(), **given}
            account.seal({name: value for name, value in merged.items() if value})
            account.trouble = ""
        return super().save(commit)

    def _begun(self) -> Mapping[str, str]:
        """What an account of this provider makes by itself, once: nothing is stored yet."""
        provider = providers()[self.instance.provider]
        if isinstance(provider, Begins) and not self.instance.sealed:
            return provider.begin()
        return {}

    def _stored(self) -> dict[str, str]:
        """What a lost key had sealed is lost; what is given now starts anew."""
        try:
            return self.instance.unseal()
        except Unsealable:
            return {}
