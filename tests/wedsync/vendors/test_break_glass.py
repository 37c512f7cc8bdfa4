"""The glass breaks loudly: short visits, factors taken away, and everybody told."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from tests.factories import MembershipFactory, UserFactory, VendorFactory
from wedsync.vendors.models import Event, SupportVisit
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db

REASON = "Lost the phone, no colleague on duty"


@pytest.fixture
def boss():
    return UserFactory(is_staff=True, is_superuser=True, email="ada@example.com")


def broken(*arguments, reason=REASON):
    call_command("break_glass", "--operator", "ada@example.com", "--reason", reason, *arguments)


def test_it_opens_the_named_vendors_for_an_hour_and_tells_everybody(
    boss, django_capture_on_commit_callbacks, capsys
):
    seat = MembershipFactory(vendor__slug="fern-hall")
    VendorFactory(slug="other")
    colleague = UserFactory(is_staff=True)

    with django_capture_on_commit_callbacks(execute=True):
        broken("--vendor", "fern-hall")

    with operator():
        visit = SupportVisit.objects.get()
        event = Event.objects.get(vendor=seat.vendor)
    assert (visit.operator, visit.emergency, visit.reason) == (boss, True, REASON)
    assert visit.ends_at - visit.started_at == dt.timedelta(hours=1)
    assert (event.verb, event.actor) == ("support.glass_broken", "system:break_glass")
    told = {one.to[0] for one in mail.outbox}
    assert told == {seat.user.email, boss.email, colleague.email}
    assert REASON in LogEntry.objects.get().change_message
    assert "1 vendors open for an hour, 2 operators told" in capsys.readouterr().out


def test_a_lost_factor_goes_and_every_session_with_it(boss):
    Authenticator.objects.create(user=boss, type="totp", data={})
    browser = Client()
    browser.force_login(boss)
    browser.get("/admin/")

    broken("--reset-mfa")

    assert not Authenticator.objects.filter(user=boss).exists()
    assert browser.get("/admin/").status_code == 302
    with operator():
        assert not SupportVisit.objects.exists()


def test_it_makes_nobody_an_operator():
    UserFactory(email="ada@example.com")

    with pytest.raises(CommandError, match="no operator with this address"):
        broken("--reset-mfa")


@pytest.mark.parametrize(
    ("arguments", "reason", "said"),
    [
        ([], REASON, "Say what for"),
        (["--reset-mfa"], "oops", "Say why"),
        (["--vendor", "nobody"], REASON, "no vendor 'nobody'"),
    ],
)
def test_what_makes_no_sense_does_nothing(boss, arguments, reason, said):
    with pytest.raises(CommandError, match=said):
        broken(*arguments, reason=reason)

    assert not LogEntry.objects.exists()


def test_one_that_was_let_go_stays_out(boss):
    boss.is_active = False
    boss.save()

    with pytest.raises(CommandError, match="operator already"):
        broken("--reset-mfa")
