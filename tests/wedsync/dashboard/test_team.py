"""The team: seats, roles and invitations; and whoever has more than one seat."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now as current_time

from tests.factories import MembershipFactory, UserFactory
from tests.wedsync.dashboard.conftest import signed_in
from wedsync.vendors.models import Invitation, Membership
from wedsync.vendors.tenancy import operator


def invited(client, callbacks, email="ben@example.com", role="assistant"):
    with callbacks(execute=True):
        client.post(reverse("team"), {"email": email, "role": role})
    return re.search(r"/invitations/\S+", mail.outbox[-1].body).group()


def seats(vendor):
    with operator():
        return dict(Membership.objects.filter(vendor=vendor).values_list("user__email", "role"))


@pytest.fixture
def callbacks(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def test_an_invitation_leads_to_a_seat_once(owner, vendor, callbacks):
    link = invited(owner, callbacks, role="manager")
    ben = signed_in(UserFactory(email="ben@example.com"))

    assert vendor.name in ben.get(link).content.decode()
    assert ben.post(link).url == "/"

    assert seats(vendor)["ben@example.com"] == "manager"
    assert ben.get(link).status_code == 404


def test_an_invitation_speaks_as_whoever_invites(owner, vendor, callbacks):
    owner.post(reverse("settings-language"), {"language": "es"})

    invited(owner, callbacks, role="manager")

    assert mail.outbox[-1].subject == f"{vendor.name} te invita a su equipo en WedSync"
    assert f"como encargado en {vendor.name}" in mail.outbox[-1].body


def test_an_invitation_is_for_its_address_only(owner, vendor, callbacks):
    link = invited(owner, callbacks)

    response = signed_in(UserFactory(email="eve@example.com")).post(link)

    assert response.status_code == 409
    assert "eve@example.com" not in seats(vendor)


def test_a_stranger_signs_in_first(owner, callbacks):
    link = invited(owner, callbacks)

    assert Client().get(link).url.startswith(reverse("account_login"))


def test_an_invitation_ends_by_itself_or_is_taken_back(owner, callbacks):
    ben = signed_in(UserFactory(email="ben@example.com"))
    link = invited(owner, callbacks)
    with operator():
        Invitation.objects.update(ends_at=current_time() - dt.timedelta(hours=1))
    assert ben.get(link).status_code == 404

    link = invited(owner, callbacks)
    with operator():
        offer = Invitation.objects.get()
    owner.post(reverse("invitation-withdraw", args=[offer.pk]))
    assert ben.get(link).status_code == 404


@pytest.mark.parametrize("token", ["AAAA", "%20", "x" * 200])
def test_a_forged_invitation_is_none(owner, token):
    assert owner.get(f"/invitations/{token}/").status_code == 404


def test_whoever_has_a_seat_is_not_invited(owner, vendor, as_role):
    as_role("viewer")
    with operator():
        email = Membership.objects.get(vendor=vendor, role="viewer").user.email

    response = owner.post(reverse("team"), {"email": email, "role": "owner"}, follow=True)

    assert "has a seat already" in response.content.decode()


@pytest.mark.parametrize("role", ["manager", "assistant", "viewer"])
def test_only_an_owner_touches_the_team(as_role, vendor, role):
    mine = MembershipFactory(vendor=vendor, role=role)
    client = signed_in(mine.user)

    client.post(reverse("team"), {"email": "x@example.com", "role": "owner"})
    response = client.post(reverse("seat-role", args=[mine.pk]), {"role": "owner"})

    assert response.status_code == 403
    assert seats(vendor)[mine.user.email] == role
    with operator():
        assert not Invitation.objects.exists()


def test_the_last_owner_stays_one(owner, vendor):
    with operator():
        seat = Membership.objects.get(vendor=vendor)

    owner.post(reverse("seat-role", args=[seat.pk]), {"role": "viewer"})
    owner.post(reverse("seat-remove", args=[seat.pk]))

    assert list(seats(vendor).values()) == ["owner"]


def test_a_role_is_given_and_a_seat_taken_away(owner, vendor):
    other = MembershipFactory(vendor=vendor, role="viewer")

    owner.post(reverse("seat-role", args=[other.pk]), {"role": "manager"})
    assert seats(vendor)[other.user.email] == "manager"

    owner.post(reverse("seat-remove", args=[other.pk]))
    assert other.user.email not in seats(vendor)
    assert signed_in(other.user).get("/").status_code == 403


def test_a_member_of_two_goes_from_one_to_the_other(vendor):
    first = MembershipFactory(vendor=vendor)
    second = MembershipFactory(user=first.user)
    client = signed_in(first.user)
    assert client.get("/").context["request"].vendor == vendor

    client.post(reverse("seat-sit", args=[second.vendor_id]))
    assert client.get("/").context["request"].vendor == second.vendor

    with operator():
        second.delete()
    assert client.get("/").context["request"].vendor == vendor


def signed_in_twice(user):
    cache.clear()  # sign-ins of other tests count against the same address
    browsers = [Client(), Client()]
    for one in browsers:
        data = {"login": user.email, "password": "correct horse battery"}
        one.post(reverse("account_login"), data)
    return browsers


def test_somebody_signs_out_elsewhere_and_stays_here(vendor):
    here, there = signed_in_twice(MembershipFactory(vendor=vendor).user)
    rows = here.get(reverse("sessions")).context["rows"]
    assert sorted(mine for _, mine in rows) == [False, True]

    for one, _ in rows:
        here.post(reverse("session-end", args=[one.pk]))

    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_sessions_ask_no_more_for_many_than_for_one(vendor, count_queries):
    user = MembershipFactory(vendor=vendor).user
    here, asked = signed_in_twice(user)[0], []
    for more in (1, 2, 9):
        for _ in range(more):
            signed_in_twice(user)
        asked.append(count_queries(here, reverse("sessions")))

    assert len(set(asked)) == 1


def test_nobody_signs_out_another(owner, vendor):
    here, there = signed_in_twice(MembershipFactory(vendor=vendor).user)
    rows = here.get(reverse("sessions")).context["rows"]

    for one, _ in rows:
        owner.post(reverse("session-end", args=[one.pk]))
    owner.post(reverse("session-end-others"))
    assert there.get("/").status_code == 200

    here.post(reverse("session-end-others"))
    assert there.get("/").status_code == 302


def test_nobody_sits_where_they_have_no_seat(owner, stranger, vendor):
    assert stranger.post(reverse("seat-sit", args=[vendor.pk])).status_code == 404


def test_a_page_asks_no_more_for_fifty_than_for_one(owner, vendor, count_queries):
    asked = []
    for more in (1, 2, 47):
        for _ in range(more):
            MembershipFactory(vendor=vendor, role="viewer")
        asked.append(count_queries(owner, reverse("team")))

    assert len(set(asked)) == 1
