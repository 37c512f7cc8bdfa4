"""Two members with one form: the second one sees what the first saved, and loses nothing."""

import datetime as dt
import inspect
from typing import NamedTuple

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.timezone import now

from campaigns.models import Campaign
from messaging.models import SavedReply
from messaging.states import State
from tests.factories import CampaignFactory, MembershipFactory, SegmentFactory
from tests.wedsync.dashboard.nothing_overwritten import NOTHING_OVERWRITTEN
from tests.wedsync.dashboard.page_forms import form_to
from tests.wedsync.dashboard.stage import running
from tests.wedsync.dashboard.test_pages import address, one_of_each
from wedsync.billing.install_prices import install_prices
from wedsync.dashboard.urls import urlpatterns
from wedsync.vendors.tenancy import operator

CONFLICT = 409


class Edit(NamedTuple):
    """Where the form stands, where it goes, what is changed in it and by which two values."""

    page: str
    save: str
    field: str
    first: str
    second: str


EDITS = [
    Edit("settings-brand", "settings-brand", "name", "Ours", "Mine"),
    Edit("settings-hours", "settings-hours", "peak_keep", "31", "47"),
    Edit("settings-budgets", "settings-budgets", "limit", "31", "47"),
    Edit("settings-inquiries", "settings-inquiries", "questions", "guests", "note"),
    Edit("copies", "copies-budget", "limit", "31", "47"),
    Edit("caps", "caps-replies", "figure", "31", "47"),
    Edit("campaign-rule", "campaign-rule", "needs", "owner", "second"),
    Edit("campaign-edit", "campaign-edit", "name", "Ours", "Mine"),
    Edit("campaign", "campaign-budget", "budget", "31", "47"),
    Edit("segment", "segment-save", "name", "Ours", "Mine"),
    Edit("webhook", "webhook-change", "description", "Ours", "Mine"),
    Edit("copy", "copy-policy", "tone", "formal", "plain"),
    Edit("team", "seat-role", "role", "viewer", "manager"),
    Edit("thread", "thread-assign", "member", "<first>", "<second>"),
    Edit("thread", "thread-snooze", "until", "<soon>", "<later>"),
    Edit("timeline-step", "timeline-step", "count", "3", "4"),
    Edit("timeline-fork", "timeline-fork", "count", "3", "4"),
    Edit("timeline", "timeline-goal", "segment", "<segment>", "<other>"),
    Edit("timeline", "timeline-entry", "entry", "inquiry", "booked"),
    Edit("template", "template-demand", "needs", "owner", "second"),
    Edit("import-columns", "import-columns", "column-0", "", "wedding.kind"),
    Edit("integration-fields", "integration-fields", "<path>", "", "wedding.kind"),
    Edit("client-edit", "client-edit", "name", "Ours", "Mine"),
    Edit("person-edit", "person-edit", "given_name", "Ours", "Mine"),
    Edit("wedding-edit", "wedding-edit", "guests", "31", "47"),
    Edit("saved-replies", "saved-add", "text", "Ours", "Mine"),
]
# Guarded, and tried beside their page.
TRIED = {
    "step-set": "test_plans",
    "step-send": "test_plans",
    "step-skip": "test_plans",
    "step-free": "test_plans",
    "wording-rule": "test_wording_approvals",
}
ALL = ("GET", "POST")  # a view that names no methods takes every one


def methods(view):
    """As `require_http_methods` keeps them, however deep inside of other decorators."""
    while view is not None:
        kept = inspect.getclosurevars(view).nonlocals
        if "request_method_list" in kept:
            return kept["request_method_list"]
        view = getattr(view, "__wrapped__", None)
    return ALL


def test_every_address_that_takes_a_form_is_guarded_or_overwrites_nothing():
    takes = [one for one in urlpatterns if "POST" in methods(one.callback)]
    unguarded = sorted(one.name for one in takes if not hasattr(one.callback, "keeps_marks"))

    assert unguarded == NOTHING_OVERWRITTEN


def test_what_takes_no_form_is_told_from_what_does():
    by_name = {one.name: methods(one.callback) for one in urlpatterns}

    assert "POST" not in by_name["campaigns"]
    assert by_name["campaign-pause"] == ["POST"]
    assert by_name["settings-language"] is ALL


def test_every_guarded_view_is_tried_here():
    """Whoever guards another form adds it to the list above, and is held to it."""
    guarded = {one.name for one in urlpatterns if hasattr(one.callback, "keeps_marks")}

    assert guarded - {one.save for one in EDITS} <= {one.page for one in EDITS} | TRIED.keys()


@pytest.fixture
def rows(owner, vendor):
    return _rows(owner, vendor)


def _rows(owner, vendor):
    install_prices()
    found = one_of_each(owner, vendor)
    with operator():
        found["draft"] = CampaignFactory(vendor=vendor, name="As it was").pk
        found["segments"] = [SegmentFactory(vendor=vendor).pk for _ in range(2)]
        found["seats"] = [MembershipFactory(vendor=vendor, role="assistant").pk for _ in range(2)]
        capped = running(vendor, State.QUEUED, State.QUEUED)
        Campaign.objects.filter(pk=capped.pk).update(budget_micros=1, budget_currency="USD")
        found["capped"] = capped.pk
        SavedReply.objects.create(vendor=vendor, name="Thanks", text="As it was")
    return found


def where(name, rows):
    if name == "seat-role":
        return reverse(name, args=[rows["seats"][0]])
    if name == "campaign-edit":
        return reverse(name, args=[rows["draft"]])
    if name in {"campaign", "campaign-budget"}:
        return reverse(name, args=[rows["capped"]])
    if name == "saved-replies":
        return reverse(name) + "?edit=Thanks"
    return address(name, rows)


def day_at_nine(days):
    return f"{(now() + dt.timedelta(days=days)).date()}T09:00"


def filled(edit, data, rows, value):
    """The form with one thing changed; holes stand for ids that are known only now."""
    holes = dict(zip(("<first>", "<second>"), rows["seats"], strict=True))
    holes |= dict(zip(("<segment>", "<other>"), rows["segments"], strict=True))
    holes |= {"<soon>": day_at_nine(3), "<later>": day_at_nine(5)}
    holes["<path>"] = next((name for name in data if name.startswith("path-")), "")
    if edit.save in {"timeline-step", "timeline-fork"}:  # not all of it was there
        data = data | {"at": ["09:30"], "segment": [str(rows["segments"][0])], "name": ["Paid?"]}
        data |= {"template": [str(rows["template"])]}
    field = holes.get(edit.field, edit.field)
    return data | {field: [str(holes.get(value, value))]}


def saved(response):
    """Whether it went through: what a form or a notice says instead fails the test."""
    shown = response.context or {}
    problems = [shown[name].errors for name in ("form", "when") if name in shown]
    told = [str(one) for one in get_messages(response.wsgi_request) if one.level_tag == "error"]
    assert (response.status_code, problems, told) == (302, [], [])
    return True


@pytest.mark.parametrize("edit", EDITS, ids=lambda one: one.save)
def test_nobody_overwrites_what_they_have_not_seen(owner, as_role, rows, edit):
    page, save = where(edit.page, rows), where(edit.save, rows)
    other = as_role("owner")
    mine = form_to(owner.get(page).content.decode(), save, page)
    theirs = form_to(other.get(page).content.decode(), save, page)
    assert mine["seen"] == theirs["seen"]
    assert saved(other.post(save, filled(edit, theirs, rows, edit.first)))

    late = owner.post(save, filled(edit, mine, rows, edit.second), headers={"referer": page})

    assert late.status_code == CONFLICT
    assert late.context["both"]
    stood = form_to(other.get(page).content.decode(), save, page)
    assert stood["seen"] != mine["seen"]
    again = form_to(late.content.decode(), save, save)
    assert saved(owner.post(save, again))
    assert form_to(other.get(page).content.decode(), save, page)["seen"] != stood["seen"]


@pytest.mark.parametrize("edit", EDITS, ids=lambda one: one.save)
def test_whoever_saw_the_last_word_just_saves(owner, rows, edit):
    page, save = where(edit.page, rows), where(edit.save, rows)
    mine = form_to(owner.get(page).content.decode(), save, page)

    assert saved(owner.post(save, filled(edit, mine, rows, edit.first)))


def test_theirs_is_taken_by_going_back(owner, as_role, vendor):
    page = reverse("settings-brand")
    mine = form_to(owner.get(page).content.decode(), page, page)
    other = as_role("owner")
    other.post(page, form_to(other.get(page).content.decode(), page, page) | {"name": ["Ours"]})

    late = owner.post(page, mine | {"name": ["Mine"]}, headers={"referer": page})

    assert late.context["back"] == page
    assert 'value="Ours"' in owner.get(page).content.decode()


def test_the_same_words_twice_are_no_conflict(owner, as_role, vendor):
    page = reverse("caps")
    save = reverse("caps-replies")
    mine = form_to(owner.get(page).content.decode(), save, page)
    as_role("owner").post(save, {"figure": "9"})

    assert saved(owner.post(save, mine | {"figure": ["9"]}))
