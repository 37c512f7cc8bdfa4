"""Settings: what is saved and written down, who may, and what two editors do to each other."""

import io
import zipfile

import pytest
from django.urls import reverse

from tests.factories import VendorFactory
from wedsync.billing.models import Budget, Price
from wedsync.vendors.models import Event, Vendor
from wedsync.vendors.tenancy import operator


def posted(client, page, /, **changed):
    """What a browser posts that changes these fields of a form."""
    form = client.get(reverse(page)).context["form"]
    data = {key: form.initial.get(key) for key in form.fields} | changed
    empty = (None, "")
    said = {key: one for key, one in data.items() if one is not False and one not in empty}
    return client.post(reverse(page), said)


def fresh(vendor) -> Vendor:
    with operator():
        return Vendor.objects.get(pk=vendor.pk)


def events(vendor, verb):
    with operator():
        return list(Event.objects.filter(vendor=vendor, verb=verb))


def test_the_brand_is_saved_and_written_down(owner, vendor):
    response = posted(owner, "settings-brand", name="Fern & Light", accent="#8A3B4E")

    assert response.url == reverse("settings-brand")
    assert (fresh(vendor).name, fresh(vendor).accent) == ("Fern & Light", "#8a3b4e")
    assert events(vendor, "vendor.changed")[0].data == {"fields": ["accent", "name"]}


def test_nothing_changed_is_nothing_written(owner, vendor):
    posted(owner, "settings-brand")

    assert events(vendor, "vendor.changed") == []


@pytest.mark.parametrize(
    ("page", "field", "value"),
    [
        ("settings-brand", "accent", "red"),
        ("settings-brand", "country", "USA"),
        ("settings-brand", "country", "1%"),
        ("settings-brand", "sender_email", "nobody"),
        ("settings-brand", "name", "x" * 121),
        ("settings-hours", "timezone", "Mars/Olympus"),
        ("settings-hours", "protect_before", "500"),
        ("settings-hours", "peak_keep", "101"),
        ("settings-hours", "move_far_days", "367"),
        ("settings-hours", "move_near_days", "-1"),
        ("settings-hours", "peak_months", ["13"]),
        ("settings-hours", "quiet_from", "21:00"),
        ("settings-hours", "locale", "../etc"),
    ],
)
def test_bad_input_is_answered_at_its_field(owner, vendor, page, field, value):
    response = posted(owner, page, **{field: value})

    assert response.status_code == 422
    assert set(response.context["form"].errors) <= {field, "quiet_until"}
    assert response.context["form"].errors
    assert fresh(vendor).name == vendor.name


def test_hours_and_season_are_saved(owner, vendor):
    posted(
        owner, "settings-hours", quiet_from="21:00", quiet_until="09:00", peak_months=["6", "9"],
        peak_keep="40", saturday_blanket="on", move_far_days="60", move_near_days="7",
    )  # fmt: skip

    now = fresh(vendor)
    assert (now.quiet_from.hour, now.quiet_until.hour, now.peak_months) == (21, 9, [6, 9])
    assert (now.peak_keep, now.saturday_blanket) == (40, True)
    assert (now.move_far_days, now.move_near_days) == (60, 7)


def test_two_editors_never_overwrite_each_other_silently(owner, vendor):
    seen = owner.get(reverse("settings-brand")).context["form"].initial["seen"]
    posted(owner, "settings-brand", name="First")

    response = posted(owner, "settings-brand", name="Second", seen=seen)

    assert response.status_code == 409
    assert {"First", "Second"} <= {words for one in response.context["both"] for words in one}
    assert fresh(vendor).name == "First"


@pytest.mark.parametrize("role", ["manager", "assistant", "viewer"])
def test_only_an_owner_changes_the_brand(as_role, vendor, role):
    posted(as_role(role), "settings-brand", name="Taken over")

    assert fresh(vendor).name == vendor.name


def test_the_brake_holds_and_lets_go(owner, as_role, vendor):
    assert as_role("assistant").post(reverse("settings-pause")).status_code == 403

    owner.post(reverse("settings-pause"))
    assert fresh(vendor).paused_at
    assert "All sending is paused" in owner.get(reverse("today")).content.decode()

    owner.post(reverse("settings-resume"))
    assert not fresh(vendor).paused_at


def test_a_budget_is_set_shown_and_taken_away(owner, vendor):
    with operator():
        Price.objects.get_or_create(
            channel="sms", currency="USD", from_day="2020-01-01", defaults={"micros": 8300}
        )
    said = {"channel": "sms", "limit": "60", "currency": "USD", "stops": "on"}

    owner.post(reverse("settings-budgets"), said)
    shown = owner.get(reverse("settings-budgets")).context["budgets"]
    assert [(one["whole"], one["percent"]) for one in shown] == [("$60.00", 0)]

    owner.post(reverse("settings-unlimited"), said)
    owner.post(reverse("settings-unlimited"), said)
    with operator():
        assert not Budget.objects.filter(vendor=vendor).exists()
    assert len(events(vendor, "budget.removed")) == 1


def test_budgets_ask_no_more_for_many_than_for_one(owner, vendor, count_queries):
    asked = []
    for at, more in enumerate((1, 2, 47)):
        for n in range(more):
            with operator():
                Budget.objects.create(vendor=vendor, channel=f"c{at}{n}", limit=100, currency="USD")
        asked.append(count_queries(owner, reverse("settings-budgets")))

    assert len(set(asked)) == 1


@pytest.mark.parametrize("limit", ["", "x", "-1", "1e9", "NaN"])
def test_a_limit_that_is_none_is_told_at_its_field(owner, limit):
    response = owner.post(reverse("settings-budgets"), {"limit": limit, "currency": "USD"})

    assert response.status_code == 422
    assert "limit" in response.context["form"].errors


def test_nobody_changes_another_business(stranger, vendor):
    posted(stranger, "settings-brand", name="Mine")

    assert fresh(vendor).name == vendor.name
    assert VendorFactory().name != "Mine"


def test_an_owner_gets_the_archive_and_nobody_else(owner, as_role):
    response = owner.post(reverse("export"))

    assert response.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as found:
        assert "weddings/client.csv" in found.namelist()
    assert as_role("manager").post(reverse("export")).status_code == 403
