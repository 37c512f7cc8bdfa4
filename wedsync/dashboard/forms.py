"""What a page asks for: shapes only, what it means is the verb's to judge."""

from collections import Counter
from typing import Any

from django import forms
from django.db.models import Case, QuerySet, When
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from campaigns.segments.audience import ALL_BOOKED, Audience, parse
from campaigns.segments.roles import LATEST, SOONEST, USUAL, Whom
from campaigns.segments.written_out import written_out
from crm_connectors.fields import FIELDS as COLUMN_FIELDS
from crm_connectors.headers import IGNORE, map_headers
from crm_connectors.models import Import
from messaging.policy.facts import Purpose
from personalization.models import Template, TemplateVersion
from wedsync.dashboard.column_names import called
from wedsync.dashboard.condition_json import of_tree, to_json
from wedsync.dashboard.condition_rows import spoken
from wedsync.dashboard.conditions import Group, read
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Vendor

ROLES = [
    (Whom.PRIMARY.value, _("The first partner of each couple")),
    (Whom.COUPLE.value, _("Both partners")),
    (Whom.OTHER.value, _("The second partner")),
    (Whom.THEN_OTHER.value, _("One partner; the other if they don't act")),
    (Whom.PLANNER.value, _("Their planners")),
    (Whom.DAY_OF.value, _("Their day-of contacts")),
    (Whom.PARENT.value, _("Their parents")),
    (Whom.REACHABLE.value, _("Whoever can be reached first")),
]
PURPOSES = [
    (
        Purpose.HELPFUL.value,
        _("Helpful"),
        _("Guides and reminders, to everybody who has not said no."),
    ),
    (Purpose.MARKETING.value, _("Marketing"), _("Offers. Only to people who said yes to them.")),
    (
        Purpose.CONTRACTUAL.value,
        _("Contractual"),
        _("What you agreed on: headcount, balance, times."),
    ),
]


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AudienceForm(forms.Form):
    """Whom it goes to. `cleaned_data["audience"]` is what `segments.audience.parse` made."""

    role = forms.ChoiceField(choices=ROLES, initial=Whom.PRIMARY.value, label=_("People"))
    hours = forms.IntegerField(
        min_value=SOONEST,
        max_value=LATEST,
        initial=USUAL,
        required=False,
        label=_("Hours until the other partner is asked"),
        help_text=_("Counts where one partner is written to first."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group, self.problem = self._group(), ""

    def _group(self) -> Group:
        """The rows of conditions: as posted, else as stored."""
        if self.is_bound:
            posted = self.data.lists() if isinstance(self.data, MultiValueDict) else ()
            return read(posted)
        group: Group = self.initial.get("group", of_tree(ALL_BOOKED))
        return group

    @property
    def problems(self) -> list[str]:
        return [sentence for few in self.errors.values() for sentence in map(str, few)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            cleaned["audience"] = self._audience(cleaned)
        return cleaned

    def _audience(self, cleaned: dict[str, Any]) -> Audience:
        roles = {"role": cleaned["role"], "hours": cleaned["hours"]}
        try:
            audience = parse({**roles, "conditions": to_json(self.group)})
            written_out(audience.tree)
        except Refusal as refusal:
            self.problem = refusal.reason
            raise forms.ValidationError(spoken(refusal.reason)) from refusal
        return audience


class CampaignForm(AudienceForm):
    name = forms.CharField(max_length=120, label=_("Name"), help_text=_("Only you see it."))
    version = forms.ModelChoiceField(
        TemplateVersion.objects.none(), label=_("Template"), empty_label=_("Choose what to say")
    )
    purpose = forms.ChoiceField(
        choices=[(value, label) for value, label, _ in PURPOSES],
        initial=Purpose.HELPFUL.value,
        label=_("Why you write"),
        widget=forms.RadioSelect,
    )
    field_order = ("name", "version", "purpose")

    def __init__(self, vendor: Vendor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["version"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        field.queryset = newest_versions(vendor)

    @property
    def purposes(self) -> list[tuple[Any, str]]:
        """The radio buttons, each with its sentence."""
        sentences = {value: str(sentence) for value, _, sentence in PURPOSES}
        return [(radio, sentences[radio.data["value"]]) for radio in self["purpose"]]


def newest_versions(vendor: Vendor) -> QuerySet[TemplateVersion]:
    """The newest version of the vendor's own templates, and of what its trade may use."""
    own, suiting = Template.objects.filter(vendor=vendor), Template.objects.made_for(vendor.kind)
    newest = (
        TemplateVersion.objects.filter(template__in=own | suiting, template__archived_at=None)
        .order_by("template_id", "-number")
        .distinct("template_id")
    )
    return (
        TemplateVersion.objects.filter(pk__in=newest.values("pk"))
        .select_related("template")
        .order_by(_nearness(vendor), "template__name")
    )


def _nearness(vendor: Vendor) -> Case:
    """Its own, what the library has for its trade, for everybody."""
    return Case(
        When(template__vendor=vendor, then=0),
        When(template__kinds__contains=[vendor.kind], then=1),
        default=2,
    )


def initial(campaign: Campaign) -> dict[str, Any]:
    """A draft as its form shows it."""
    audience = parse(campaign.audience)
    return {
        "name": campaign.name,
        "version": campaign.version_id,
        "purpose": campaign.purpose,
        "role": audience.roles.whom.value,
        "hours": audience.roles.hours,
        "group": of_tree(audience.tree),
    }


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Your file"),
        help_text=_(
            "CSV, Excel or a calendar (ICS): from HoneyBook, 17hats, Dubsado, Táve or you."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.ics,text/csv,text/calendar"}),
    )


class ColumnsForm(forms.Form):
    """One choice for each column of an uploaded file."""

    def __init__(self, batch: Import, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headers = batch.headers
        found = map_headers(batch.headers, batch.source, batch.mapping)
        read = {column: key for key, column in found.columns.items()}
        for number, header in enumerate(batch.headers):
            if header:
                self.fields[f"column-{number}"] = _column(header, read.get(number, IGNORE))

    @property
    def mapping(self) -> dict[str, str]:
        """Header → field key, as the import keeps it."""
        return {
            self.headers[int(name.partition("-")[2])]: key
            for name, key in self.cleaned_data.items()
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = Counter(key for key in cleaned.values() if key)
        for key, count in chosen.items():
            if count > 1:
                raise forms.ValidationError(
                    _("Two columns can't both be the {label}.").format(
                        label=called(COLUMN_FIELDS[key])
                    )
                )
        return cleaned


def _column(header: str, key: str) -> forms.ChoiceField:
    meanings = sorted((field.key, called(field)) for field in COLUMN_FIELDS.values())
    choices = [(IGNORE, _("Leave it out")), *meanings]
    return forms.ChoiceField(choices=choices, initial=key, required=False, label=header)
