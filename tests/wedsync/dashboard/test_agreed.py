"""Days, agreed dates and parts: the difference first, then the change, then the way back."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import now

from campaigns.models import Reflow
from tests.campaigns.inside import entered, published, step
from tests.factories import PersonFactory, WeddingFactory
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Milestone, WeddingDay

DAY = dt.timedelta(days=1)


@pytest.fixture
def date():
    return (now() + 300 * DAY).date()


@pytest.fixture
def wedding(vendor, date):
    made = WeddingFactory(client__vendor=vendor, client__name="Lena & Marc", date=date)
    PersonFactory(client=made.client)
    with operator():
        mine = {"vendor": vendor, "wedding": made}
        WeddingDay.objects.create(**mine, kind="ceremony", day=date, starts_at=dt.time(15))
        Milestone.objects.create(**mine, name="balance_due", day=date - 30 * DAY)
        Milestone.objects.create(**mine, name="dress-fitting", day=date - 60 * DAY)
    return made


def url(wedding):
    return reverse("wedding-agreed", args=[wedding.pk])


def shown(client, wedding):
    """What the form begins with, by field."""
    form = client.get(url(wedding)).context["form"]
    said = {field.html_name: field.field.widget.format_value(field.value()) for field in form}
    return {
        name: (value[0] if isinstance(value, list) else value) or "" for name, value in said.items()
    }


def asked(client, wedding, **changed):
    return client.get(url(wedding), {**shown(client, wedding), **changed})


def saved(client, wedding, **changed):
    seen = asked(client, wedding, **changed).context["seen"]
    return client.post(url(wedding), {**shown(client, wedding), **changed, "seen": seen})


def days(wedding):
    with operator():
        return list(WeddingDay.objects.filter(wedding=wedding).values_list("kind", "day"))


def marks(wedding):
    with operator():
        return dict(Milestone.objects.filter(wedding=wedding).values_list("name", "day"))


def test_what_stands_there_changes_nothing(owner, wedding):
    page = asked(owner, wedding)

    assert page.context["same"]
    assert "That is what stands there already." in page.content.decode()


def test_a_rehearsal_is_added_once_somebody_said_yes(owner, wedding, date):
    rehearsal = {"kind-1": "rehearsal", "day-1": (date - DAY).isoformat(), "time-1": "17:30"}

    assert days(wedding) == [("ceremony", date)]
    assert "rehearsal" not in dict(days(wedding))
    response = saved(owner, wedding, **rehearsal)

    assert response.url == reverse("wedding", args=[wedding.pk])
    assert days(wedding) == [("rehearsal", date - DAY), ("ceremony", date)]


def test_a_row_without_a_day_is_gone(owner, wedding):
    saved(owner, wedding, **{"day-0": ""})

    assert days(wedding) == []


def test_an_agreed_date_moves_and_its_step_with_it(owner, vendor, wedding, date):
    when = {"anchor": "balance_due"}
    entered(published(vendor, step("1", when=when)), wedding, now=now())[0]
    with tenant(vendor.pk):
        before = dict(marks(wedding))

    at = next(n for n, one in shown(owner, wedding).items() if one == "Balance due")
    field = at.replace("name", "on")
    page = asked(owner, wedding, **{field: (date - 20 * DAY).isoformat()})
    assert page.context["groups"]
    saved(owner, wedding, **{field: (date - 20 * DAY).isoformat()})

    assert marks(wedding) == {**before, "balance_due": date - 20 * DAY}
    with operator():
        assert Reflow.objects.get(wedding=wedding).state == "applied"


def test_a_date_of_ones_own_keeps_the_name_it_had(owner, wedding, date):
    saved(owner, wedding, **{"name-2": "Tasting menu", "on-2": (date - 9 * DAY).isoformat()})

    assert set(marks(wedding)) == {"balance_due", "dress-fitting", "tasting_menu"}


def test_an_agreed_date_has_a_time_by_the_venues_clock(owner, wedding, date):
    wedding.timezone = "Europe/Rome"
    with operator():
        wedding.save()

    saved(owner, wedding, **{"name-2": "Tasting", "on-2": "2027-01-09", "at-2": "18:30"})

    assert instant(wedding) == dt.datetime(2027, 1, 9, 17, 30, tzinfo=dt.UTC)
    page = owner.get(reverse("wedding", args=[wedding.pk]))
    assert ("Tasting", dt.date(2027, 1, 9), dt.time(18, 30)) in page.context["agreed"]
    assert "Sat 9 Jan 2027, 18:30" in page.content.decode()
    at = next(n for n, one in shown(owner, wedding).items() if one == "Tasting")
    assert shown(owner, wedding)[at.replace("name", "at")] == "18:30"
    saved(owner, wedding, **{at.replace("name", "at"): ""})
    assert instant(wedding) is None


def test_a_time_that_nobody_touched_keeps_its_seconds_on_another_day(owner, vendor, wedding):
    wedding.timezone = "Europe/Rome"
    winter = dt.datetime(2027, 1, 9, 17, 30, 15, tzinfo=dt.UTC)
    with operator():
        wedding.save()
        mine = {"vendor": vendor, "wedding": wedding}
        Milestone.objects.create(**mine, name="tasting", day=winter.date(), at=winter)

    assert asked(owner, wedding).context["same"]
    at = next(n for n, one in shown(owner, wedding).items() if one == "Tasting")
    saved(owner, wedding, **{at.replace("name", "on"): "2027-07-09"})

    assert instant(wedding) == dt.datetime(2027, 7, 9, 16, 30, 15, tzinfo=dt.UTC)


def instant(wedding):
    with operator():
        return Milestone.objects.get(wedding=wedding, name="tasting").at


def test_parts_are_changed(owner, wedding):
    with operator():
        person = wedding.client.people.get()

    saved(owner, wedding, **{f"role-{person.pk}": "planner"})

    with operator():
        person.refresh_from_db()
    assert person.role == "planner"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind-1": "ceremony", "day-1": "<date>"}, "day-1"),
        ({"name-2": "", "on-2": "<date>"}, "name-2"),
        ({"name-2": "Balance due", "on-2": "<date>"}, "name-2"),
        ({"day-1": "1066-10-14"}, "day-1"),
        ({"day-1": "soon"}, "day-1"),
        ({"time-0": "tea time"}, "time-0"),
        ({"at-0": "tea time"}, "at-0"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(owner, wedding, date, changed, field):
    said = {name: text.replace("<date>", date.isoformat()) for name, text in changed.items()}

    page = asked(owner, wedding, **said)

    assert set(page.context["form"].errors) == {field}
    assert owner.post(url(wedding), {**shown(owner, wedding), **said}).status_code == 422


def test_without_an_exact_date_there_are_no_own_days(owner, vendor, date):
    wedding = WeddingFactory(client__vendor=vendor, date=None, precision="open")

    page = asked(owner, wedding, **{"day-0": date.isoformat()})

    assert set(page.context["form"].errors) == {"day-0"}


def test_who_looked_at_something_older_looks_again(owner, wedding, date):
    old = asked(owner, wedding).context["seen"]
    saved(owner, wedding, **{"day-0": (date + DAY).isoformat()})

    late = owner.post(url(wedding), {**shown(owner, wedding), "day-0": "", "seen": old})

    assert late.status_code in {302, 409}
    assert days(wedding) == [("ceremony", date + DAY)]


def test_an_assistant_may_look_at_dates_but_not_move_them(as_role, wedding):
    assert as_role("assistant").get(url(wedding)).status_code == 403
