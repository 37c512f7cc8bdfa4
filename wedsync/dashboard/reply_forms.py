"""What is asked before an answer leaves: by which way, in which words, and when."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from messaging.channels.registry import channels
from messaging.models import SavedReply, Thread
from messaging.reply import CHANNELS, Words
from messaging.reply_by_template import approved
from wedsync.lib.ids import uuid7
from wedsync.lib.translated import translated
from wedsync.vendors.models import Membership, Vendor

MOMENT = {"type": "datetime-local"}


class ReplyForm(forms.Form):
    """`key` is new for each form that is shown, so that sending it twice is one reply."""

    key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=_("By"))
    text = forms.CharField(
        max_length=10_000, label=_("Your answer"), widget=forms.Textarea(attrs={"rows": 5})
    )
    at = forms.DateTimeField(
        required=False,
        label=_("Not before"),
        help_text=_("Empty: at once."),
        widget=forms.DateTimeInput(MOMENT, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, thread: Thread, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [channels()[key] for key in CHANNELS]
        self.fields["channel"].choices = [  # type: ignore[attr-defined]  # a ChoiceField's
            (way.key, f"{translated(way.label)}: {address}")
            for way in ways
            if (address := way.address(thread.person))
        ]
        self.fields["key"].initial = str(uuid7())

    @property
    def words(self) -> Words:
        given = self.cleaned_data
        return Words(given["text"], given["channel"], given["key"], given["at"])

    @property
    def mistakes(self) -> str:
        return " ".join(str(one) for field in self.errors.values() for one in field)


class TemplateForm(forms.Form):
    """What may still be said on WhatsApp when its window is closed."""

    key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    variant = forms.ChoiceField(label=_("Approved template"))

    def __init__(self, vendor: Vendor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.pk, one.version.template.name) for one in approved(vendor)]
        self.fields["variant"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField's
        self.fields["key"].initial = str(uuid7())
        self.any = bool(offered)


class AssignForm(forms.Form):
    member = forms.ChoiceField(required=False, label=_("Who sees to it"))

    def __init__(self, vendor: Vendor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Membership.objects.filter(vendor=vendor).select_related("user")
        self.fields["member"].choices = [  # type: ignore[attr-defined]  # a ChoiceField's
            ("", _("Nobody yet")),
            *((str(seat.pk), seat.user.email) for seat in seats.order_by("created_at")[:100]),
        ]

    @property
    def chosen(self) -> UUID | None:
        return UUID(given) if (given := self.cleaned_data["member"]) else None


class SnoozeForm(forms.Form):
    until = forms.DateTimeField(
        required=False,
        label=_("Put off until"),
        help_text=_("It comes back then, or when they write."),
        widget=forms.DateTimeInput(MOMENT, format="%Y-%m-%dT%H:%M"),
    )


class SavedForm(forms.ModelForm):  # type: ignore[type-arg]  # django-stubs: one model, one form
    class Meta:
        model = SavedReply
        fields = ("name", "text")
        labels = {"name": _("Name"), "text": _("Words")}
        help_texts = {
            "text": _(
                "Merge fields work as in a template: {{ person.first_name }}, "
                "{{ couple.names }}, {{ wedding.venue }}."
            )
        }


def last_way(lines: Any, form: ReplyForm) -> str:
    """They are answered over the channel they wrote over last, where it still reaches them."""
    open_ways = {key for key, _ in form.fields["channel"].choices}  # type: ignore[attr-defined]  # a ChoiceField's
    heard = [
        line.channel for line in lines if line.theirs is not None and line.channel in open_ways
    ]
    return heard[-1] if heard else next(iter(sorted(open_ways)), "")


def hours_and_minutes(left: dt.timedelta) -> str:
    minutes = max(0, int(left.total_seconds() // 60))
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=f"{minutes % 60:02d}")
