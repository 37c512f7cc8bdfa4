"""A visit needs a reason, is short, is told to the owners, and ends when anybody says so."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils.timezone import now as current_time

from tests.factories import MembershipFactory, UserFactory, VendorFactory
from tests.wedsync.visits import REASON, visit
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event, SupportVisit
from wedsync.vendors.tenancy import operator
from wedsync.vendors.visit import begin, end, open_visits

pytestmark = pytest.mark.django_db

ADD = "/admin/vendors/supportvisit/add/"
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def boss():
    return UserFactory(is_staff=True, is_superuser=True)


@pytest.fixture
def office(boss):
    client = Client()
    client.force_login(boss)
    return client


@pytest.fixture
def now():
    return current_time()


def begun(vendor, user, now, reason=REASON, **given):
    with operator():
        return begin(vendor, user.pk, reason, now, **given)


def verbs(vendor):
    with operator():
        return list(Event.objects.filter(vendor=vendor).values_list("verb", flat=True))


@pytest.mark.parametrize("reason", ["", "debugging", "1234567890 -- !!", "          x"])
def test_a_reason_is_a_sentence(boss, now, reason):
    with pytest.raises(Refusal, match="Say why"):
        begun(VendorFactory(), boss, now, reason)


@pytest.mark.parametrize("length", [dt.timedelta(), -HOUR, 4 * HOUR + dt.timedelta(seconds=1)])
def test_a_visit_is_short(boss, now, length):
    with pytest.raises(Refusal, match="four hours"):
        begun(VendorFactory(), boss, now, length=length)


def test_one_at_a_time(boss, now):
    first = begun(VendorFactory(name="Fern Hall"), boss, now)

    with pytest.raises(Refusal, match="End your visit at Fern Hall first"):
        begun(VendorFactory(), boss, now)

    with operator():
        end(first, now, actor="user:1")
    assert begun(VendorFactory(), boss, now).ends_at == now + HOUR


def test_after_its_time_one_may_come_again(boss, now):
    vendor = VendorFactory()
    begun(vendor, boss, now - 2 * HOUR)

    again = begun(vendor, boss, now)

    with operator():
        assert open_visits(boss.pk, now) == [again]
        assert SupportVisit.objects.exclude(pk=again.pk).get().ended_at == now - HOUR


def test_the_owners_are_told_at_once_and_why(boss, now, django_capture_on_commit_callbacks):
    seat = MembershipFactory()
    MembershipFactory(vendor=seat.vendor, role="viewer")

    with django_capture_on_commit_callbacks(execute=True):
        begun(seat.vendor, boss, now)

    assert [one.to for one in mail.outbox] == [[seat.user.email]]
    assert REASON in mail.outbox[0].body
    assert verbs(seat.vendor) == ["support.visit_opened"]


def test_each_owner_is_told_in_their_language(boss, now, django_capture_on_commit_callbacks):
    vendor = VendorFactory(locale="es_MX")
    for language in ("en", "es", ""):
        MembershipFactory(vendor=vendor, language=language)

    with django_capture_on_commit_callbacks(execute=True):
        begun(vendor, boss, now)

    subjects = [one.subject.partition(" ")[0] for one in mail.outbox]
    assert subjects == ["WedSync", "El", "El"]
    assert all(REASON in one.body for one in mail.outbox)


def test_what_is_over_is_not_ended_twice(boss, now):
    made = begun(VendorFactory(), boss, now)

    with operator():
        end(made, now, actor="user:1")
        with pytest.raises(Refusal, match="over already"):
            end(made, now, actor="user:1")

    assert verbs(made.vendor) == ["support.visit_opened", "support.visit_ended"]


def test_it_is_begun_at_the_desk_and_its_minutes_stand_on_every_page(office, boss):
    vendor = VendorFactory(name="Fern Hall")

    office.post(ADD, {"vendor": vendor.pk, "reason": REASON, "minutes": 15})
    page = " ".join(office.get("/admin/").content.decode().split())

    with operator():
        assert SupportVisit.objects.get().operator == boss
    assert "the couples of <b>Fern Hall</b> for <b>15</b> more minutes" in page


def test_what_is_wrong_with_it_is_said_beside_the_form(office):
    answer = office.post(ADD, {"vendor": VendorFactory().pk, "reason": "x", "minutes": 15})

    assert "Say why" in answer.content.decode()
    with operator():
        assert not SupportVisit.objects.exists()


def test_it_is_ended_from_the_banner_by_whoever_began_it(office, boss):
    mine, other = visit(boss, VendorFactory()), visit(UserFactory(), VendorFactory())

    answers = [
        office.post(f"/admin/vendors/supportvisit/{one.pk}/end/").status_code
        for one in (mine, other)
    ]

    assert answers == [302, 404]
    with operator():
        assert set(SupportVisit.objects.filter(ended_at=None)) == {other}
    assert office.get(f"/admin/vendors/supportvisit/{mine.pk}/end/").status_code == 405


def test_in_production_a_factor_shown_long_ago_begins_nothing(office, settings, boss):
    Authenticator.objects.create(user=boss, type="totp", data={})
    settings.PRODUCTION = True

    answer = office.get(ADD)

    assert answer["Location"].startswith("/accounts/2fa/reauthenticate/?next=")


def test_in_production_a_fresh_factor_begins_one(office, settings, boss):
    Authenticator.objects.create(user=boss, type="totp", data={})
    session = office.session
    session["account_authentication_methods_user"] = str(boss.pk)
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": current_time().timestamp(), "type": "totp"}
    ]
    session.save()
    settings.PRODUCTION = True

    assert office.get(ADD).status_code == 200
