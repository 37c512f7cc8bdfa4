"""Whoever changes history behind our back is found out."""

from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.factories import VendorFactory
from wedsync.vendors.audit import record
from wedsync.vendors.chain import Break
from wedsync.vendors.tenancy import tenant
from wedsync.vendors.verify import verify

pytestmark = pytest.mark.django_db

AWKWARD = {
    "quotes": 'say "yes" \\ no',
    "lines": "one\ntwo\ttab\u0001\x7f\u2028",
    "scripts": "Zoë & 李娜 💍",
    "numbers": [0, -1, 1.5, 1e300, 12345678901234567890, 0.1],
    "nothing": [None, True, False, {}, []],
    "b": 1,
    "aa": {"z": 1, "": 2},
}


def happened(vendor, *verbs, **data):
    with tenant(vendor.pk):
        for verb in verbs:
            record(vendor, verb, vendor, actor="user:1", data=data)


@contextmanager
def somebody_with_the_keys():
    """As the owner of the table, who first has to take his own wall down."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL ROLE wedsync_owner")
        cursor.execute("ALTER TABLE vendors_event NO FORCE ROW LEVEL SECURITY")
        yield cursor
        cursor.execute("ALTER TABLE vendors_event FORCE ROW LEVEL SECURITY")
        cursor.execute("SET LOCAL ROLE wedsync_app")


def test_a_history_nobody_touched_is_whole(vendor):
    happened(vendor, "one", "two", "three")

    history = verify(vendor.pk)

    assert (history.count, len(history.head), history.broken) == (3, 32, None)


def test_a_vendor_without_a_history_has_a_whole_one(vendor):
    assert verify(vendor.pk).count == 0


def test_whatever_is_stored_is_spelled_as_the_database_spells_it(vendor):
    happened(vendor, 'verb "with" \\ and ü', **AWKWARD)

    assert verify(vendor.pk).broken is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE vendors_event SET actor = 'user:2' WHERE number = 2",
        "UPDATE vendors_event SET verb = 'nothing' WHERE number = 2",
        "UPDATE vendors_event SET at = at + interval '1 microsecond' WHERE number = 2",
        "UPDATE vendors_event SET subject_id = 'another' WHERE number = 2",
        "UPDATE vendors_event SET data = '{\"reached\": 1}' WHERE number = 2",
        "UPDATE vendors_event SET digest = sha256('made up') WHERE number = 2",
    ],
    ids=["actor", "verb", "at", "subject", "data", "digest"],
)
def test_a_changed_event_is_found(vendor, change):
    happened(vendor, "one", "two", "three")

    with somebody_with_the_keys() as cursor:
        cursor.execute(change)

    assert verify(vendor.pk).broken == Break(2, "was changed after it was written")


def test_a_removed_event_is_found(vendor):
    happened(vendor, "one", "two", "three")

    with somebody_with_the_keys() as cursor:
        cursor.execute("DELETE FROM vendors_event WHERE number = 2")

    assert verify(vendor.pk).broken == Break(2, "is missing")


def test_an_event_with_a_fresh_digest_does_not_fit_what_follows(vendor):
    happened(vendor, "one", "two", "three")

    with somebody_with_the_keys() as cursor:
        cursor.execute("UPDATE vendors_event SET verb = 'other' WHERE number = 2")
        cursor.execute("UPDATE vendors_event e SET digest = event_digest(e) WHERE number = 2")

    assert verify(vendor.pk).broken == Break(3, "does not follow the one before it")


def test_a_database_that_computes_otherwise_is_heard(vendor):
    happened(vendor, "one")

    with somebody_with_the_keys() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION event_digest(e vendors_event) RETURNS bytea"
            " LANGUAGE sql STABLE AS $$ SELECT sha256('anything') $$"
        )

    assert verify(vendor.pk).broken == Break(1, "has a digest the database disowns")


def test_the_command_prints_every_head_and_ends_well(capsys):
    vendor, other = VendorFactory(slug="a-studio"), VendorFactory(slug="b-studio")
    happened(vendor, "one", "two")

    call_command("verify_events")

    assert sorted(capsys.readouterr().out.splitlines()) == [
        f"{vendor.slug}: 2 events, {verify(vendor.pk).head.hex()}",
        f"{other.slug}: 0 events, none",
    ]


def test_the_command_names_what_is_wrong_and_fails(vendor, capsys):
    happened(vendor, "one", "two")
    with somebody_with_the_keys() as cursor:
        cursor.execute("UPDATE vendors_event SET verb = 'other' WHERE number = 1")

    with pytest.raises(CommandError, match="1 of the vendors"):
        call_command("verify_events", vendor.slug)

    assert capsys.readouterr().err == (f"{vendor.slug}: event 1 was changed after it was written\n")


def test_the_command_knows_whom_it_does_not_know():
    with pytest.raises(CommandError, match="no vendor 'nobody'"):
        call_command("verify_events", "nobody")
