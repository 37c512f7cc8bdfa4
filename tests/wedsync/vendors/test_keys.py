"""API keys: made, rotated, revoked, and what opens with them."""

import datetime as dt

import pytest

from tests.factories import MembershipFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.keys import MOST, key_of, make, revoke, rotate, used
from wedsync.vendors.models import ApiKey, Event
from wedsync.vendors.tenancy import operator, tenant

NOW = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def seat(vendor):
    return MembershipFactory(vendor=vendor, role="manager")


def made(seat, scopes=("clients:read",), expires_at=None, name="Website"):
    with tenant(seat.vendor_id):
        return make(seat, name, scopes, NOW, expires_at=expires_at, actor="user:1")


def test_a_secret_opens_its_own_key(seat):
    key, secret = made(seat)

    assert secret.startswith(f"wsk_{key.prefix}_")
    assert key_of(secret, NOW) == key


def test_the_secret_is_stored_nowhere(seat):
    key, secret = made(seat)

    with operator():
        stored = ApiKey.objects.filter(pk=key.pk).values().get()
    assert secret.rpartition("_")[2] not in str(stored)
    assert bytes(stored["digest"]) != secret.encode()


@pytest.mark.parametrize(
    "change", [str.upper, lambda s: s[:-1], lambda s: s[:-1] + "x", lambda _: ""]
)
def test_what_is_nearly_a_secret_opens_nothing(seat, change):
    _key, secret = made(seat)

    assert key_of(change(secret), NOW) is None


def test_the_right_prefix_with_another_secret_opens_nothing(seat):
    (one, _), (_, other) = made(seat), made(seat)

    assert key_of(f"wsk_{one.prefix}_{other.rpartition('_')[2]}", NOW) is None


def test_after_a_rotation_both_secrets_open_until_the_overlap_is_over(seat):
    key, old = made(seat)
    with tenant(seat.vendor_id):
        new = rotate(key, HOUR, NOW, actor="user:1")

    assert key_of(old, NOW + HOUR / 2) == key_of(new, NOW + HOUR / 2) == key
    assert key_of(old, NOW + HOUR) is None
    assert key_of(new, NOW + HOUR) == key


def test_a_rotation_without_overlap_ends_the_old_secret_at_once(seat):
    key, old = made(seat)
    with tenant(seat.vendor_id):
        rotate(key, dt.timedelta(0), NOW, actor="user:1")

    assert key_of(old, NOW) is None


def test_what_is_revoked_opens_nothing_and_is_revoked_once(seat):
    key, secret = made(seat)
    with tenant(seat.vendor_id):
        revoke(key, NOW, actor="user:1")

        assert key_of(secret, NOW) is None
        with pytest.raises(Refusal, match="revoked already"):
            revoke(key, NOW, actor="user:1")
        with pytest.raises(Refusal, match="make another one"):
            rotate(key, HOUR, NOW, actor="user:1")


def test_a_key_runs_out(seat):
    _key, secret = made(seat, expires_at=NOW + HOUR)

    assert key_of(secret, NOW)
    assert key_of(secret, NOW + HOUR) is None


def test_a_key_goes_with_the_seat_of_its_maker(seat):
    _key, secret = made(seat)

    with operator():
        seat.delete()

    assert key_of(secret, NOW) is None


def test_who_may_not_sign_in_any_more_leaves_no_key_open(seat):
    _key, secret = made(seat)

    seat.user.is_active = False
    seat.user.save()

    assert key_of(secret, NOW) is None


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"scopes": ()}, "no_scopes"),
        ({"scopes": ("clients:eat",)}, "scope_too_wide"),
        ({"scopes": ("webhooks:write",)}, "scope_too_wide"),
        ({"name": " "}, "no_name"),
        ({"expires_at": NOW}, "expired"),
    ],
)
def test_what_makes_no_sense_is_refused(seat, asked, code):
    with pytest.raises(Refusal) as refused:
        made(seat, **asked)

    assert refused.value.code == code


def test_too_long_an_overlap_is_refused(seat):
    key, _secret = made(seat)

    with tenant(seat.vendor_id), pytest.raises(Refusal, match="30 days"):
        rotate(key, dt.timedelta(days=31), NOW, actor="user:1")


def test_there_are_never_too_many(seat):
    for _ in range(MOST):
        made(seat)

    with pytest.raises(Refusal, match="are enough"):
        made(seat)


def test_use_is_noted_once_a_minute(seat):
    key, _secret = made(seat)
    with tenant(seat.vendor_id):
        for seconds in (0, 59, 61):
            used(key, NOW + dt.timedelta(seconds=seconds))
            key.refresh_from_db()
            seen = key.last_used_at - NOW
            assert seen == dt.timedelta(seconds=61 if seconds == 61 else 0)


def test_every_change_is_in_the_history(seat):
    key, _secret = made(seat)
    with tenant(seat.vendor_id):
        rotate(key, HOUR, NOW, actor="user:1")
        revoke(key, NOW, actor="user:1")
        said = list(Event.objects.filter(subject_id=key.pk).values_list("verb", flat=True))

    assert said == ["key.made", "key.rotated", "key.revoked"]
