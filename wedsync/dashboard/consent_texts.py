"""Settings: the words that people say yes to, by channel, purpose and language."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from messaging.channels.registry import channels
from messaging.consent_texts import (
    LONGEST,
    SHORTEST,
    Topic,
    Wording,
    put,
    topics,
    versions,
    wordings,
)
from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import told, translated
from wedsync.vendors.membership import Right, may

INVALID = 422
ABOUT = {
    "marketing": _("News and offers"),
    "helpful": _("Reminders and tips"),
    "opens": _("Noting that a mail is opened"),
}


class WordsForm(forms.Form):
    text = forms.CharField(
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Words"),
        help_text=_("Say what comes, how often, and that it can be stopped at any time."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


@vendor_required()
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: PageRequest) -> HttpResponse:
    """All of them, and one of them to change; POST needs an owner."""
    topic, said = _topic(request.GET.get("topic", "")), wordings(request.vendor)
    now = said[topic]
    form = WordsForm(request.POST or None, initial={"text": now.text, "seen": now.number})
    form.fields["text"].widget.attrs["lang"] = topic.language
    if request.method == "POST" and form.is_valid():
        try:
            return _save(request, topic, form)
        except Refusal as refusal:
            form = _kept(form, now.number, refusal)
    context = {
        "form": form,
        "topic": topic,
        "now": now,
        "named": _named(topic),
        "lines": [_line(one, wording) for one, wording in said.items()],
        "versions": versions(request.vendor, topic),
        "may_own": may(request.membership, Right.OWN),
    }
    status = INVALID if form.errors else 200
    return render(request, "settings/consents.html", context, status=status)


def _save(request: PageRequest, topic: Topic, form: WordsForm) -> HttpResponse:
    if not may(request.membership, Right.OWN):
        raise Refusal("Only an owner of the business can change this.", code="owner_only")
    said = form.cleaned_data
    made = put(request.vendor, topic, said["text"], said["seen"], actor=actor(request))
    messages.success(request, _("Version {number} holds from now on.").format(number=made.number))
    return redirect(f"{reverse('settings-consents')}?topic={topic.key}")


def _kept(form: WordsForm, number: int, refusal: Refusal) -> WordsForm:
    """What they wrote stays; saved again, it follows what stands there now."""
    again = WordsForm({"text": form.cleaned_data["text"], "seen": number})
    again.add_error(None, told(refusal))
    return again


def _topic(key: str) -> Topic:
    """The first one for an address that names none."""
    found = {one.key: one for one in topics()}
    return found.get(key) or found["email:marketing:en"]


def _named(topic: Topic) -> dict[str, str]:
    languages = dict(settings.LANGUAGES)
    return {
        "channel": translated(channels()[topic.channel].label),
        "purpose": str(ABOUT[topic.purpose]),
        "language": languages[topic.language],
    }


def _line(topic: Topic, wording: Wording) -> dict[str, Any]:
    return {"topic": topic, "wording": wording, **_named(topic)}
