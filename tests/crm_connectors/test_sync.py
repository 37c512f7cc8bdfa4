"""Syncs over real HTTP with a studio that is played."""

import datetime as dt

import pytest
from django.utils import timezone

from crm_connectors import begin_sync, sync
from crm_connectors.models import Sync
from messaging.models import Consent
from tests.crm_connectors.imports import removed_by_hand
from tests.crm_connectors.syncs import (
    added,
    begun,
    connected,
    couples,
    days_of,
    everything_of,
    job,
    marks_of,
    moves,
    people_of,
    pulled,
    record_of,
    rows,
    some_job_of,
    wedding_of,
)
from tests.factories import ClientFactory, PersonFactory, WeddingFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Milestone, Wedding, WeddingDay


@pytest.fixture
def connection(shop):
    return connected(shop)


def test_a_job_becomes_a_couple_with_its_wedding(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12", guestCount=90, bookingDate="2026-10-02")

    run = pulled(connection)

    wedding = wedding_of(shop, made["id"])
    assert (run.state, run.created, run.problems) == ("finished", 1, 0)
    assert (wedding.date, wedding.life, wedding.guests) == (dt.date(2027, 6, 12), "booked", 90)
    assert {p.email for p in people_of(wedding).values()} == {
        "lena@example.com",
        "marc@example.com",
    }
    assert couples(shop)[0].name == "Lena & Marc"
    assert marks_of(wedding) == {"booked": dt.date(2026, 10, 2)}


def test_a_second_run_changes_nothing(shop, connection, studio):
    studio.studio(60)
    pulled(connection)
    before = everything_of(shop)

    again = pulled(connection)

    assert everything_of(shop) == before
    assert (again.created, again.updated) == (0, 0)


def test_what_changed_is_found_without_reading_everything(shop, connection, studio):
    studio.studio(250, odd=False)
    pulled(connection)
    made = some_job_of(shop)
    studio.clock(offset=3600)
    studio.in_studio(made, {"guestCount": 22})
    pulled(connection, Sync.Kind.RECENT)
    studio.clock(offset=7200)
    studio.in_studio(made, {"guestCount": 33})
    seen = len(studio.journal("/vsco/api/v2/job"))

    run = pulled(connection, Sync.Kind.RECENT)

    assert (run.updated, run.created) == (1, 0)
    assert wedding_of(shop, made).guests == 33
    assert len(studio.journal("/vsco/api/v2/job")) - seen < 20


def test_a_changed_contact_is_found_although_the_job_is_as_before(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12")
    pulled(connection)
    studio.in_studio(made["Lena"], {"email": "lena.new@example.com"}, kind="address-book")

    pulled(connection, Sync.Kind.RECENT)

    people = people_of(wedding_of(shop, made["id"]))
    assert people["partner_a"].email == "lena.new@example.com"


def test_a_date_that_moves_far_is_proposed_once(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12")
    pulled(connection)
    studio.in_studio(made["id"], {"eventDate": "2027-09-18"})

    for kind in (Sync.Kind.RECENT, Sync.Kind.FULL, Sync.Kind.RECENT):
        pulled(connection, kind)

    (move,) = moves(shop)
    assert (move.date, move.source) == (dt.date(2027, 9, 18), "crm:vsco")
    assert wedding_of(shop, made["id"]).date == dt.date(2027, 6, 12)


def test_a_move_that_campaigns_took_is_not_proposed_again(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12")
    pulled(connection)
    studio.in_studio(made["id"], {"eventDate": "2027-09-18"})
    pulled(connection)
    with operator():
        move = moves(shop)[0]
        move.taken_at = timezone.now()
        move.save()

    pulled(connection)

    assert moves(shop)[0].taken_at is not None


def test_a_closed_job_ends_the_wedding(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12")
    pulled(connection)
    studio.in_studio(made["id"], {"closed": True})

    pulled(connection, Sync.Kind.RECENT)

    assert wedding_of(shop, made["id"]).life == "cancelled"


def test_who_becomes_booked_without_a_day_is_booked_today(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12", stage="lead")
    pulled(connection)
    studio.in_studio(made["id"], {"stage": "booked"})

    pulled(connection)

    wedding = wedding_of(shop, made["id"])
    assert wedding.life == "booked"
    assert "booked" in marks_of(wedding)


def test_a_wedding_that_loses_its_date_is_postponed_until_it_has_one(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12")
    pulled(connection)
    studio.in_studio(made["id"], {"eventDate": None})
    pulled(connection)
    lost = wedding_of(shop, made["id"])

    studio.in_studio(made["id"], {"eventDate": "2027-06-14"})
    pulled(connection)

    assert (lost.life, [move.date for move in moves(shop)]) == ("postponed", [None])
    assert wedding_of(shop, made["id"]).life == "booked"


def test_what_was_changed_here_stays_until_it_changes_there(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12", guestCount=90)
    pulled(connection)
    wedding = wedding_of(shop, made["id"])
    with operator():
        Wedding.objects.filter(pk=wedding.pk).update(guests=70)

    studio.in_studio(made["id"], {"leadNotes": "Called back."})
    pulled(connection)
    kept = wedding_of(shop, made["id"]).guests
    studio.in_studio(made["id"], {"guestCount": 95})
    pulled(connection)

    assert (kept, wedding_of(shop, made["id"]).guests) == (70, 95)


def test_a_date_moved_here_later_than_there_stands(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12")
    pulled(connection)
    wedding = wedding_of(shop, made["id"])
    studio.in_studio(made["id"], {"eventDate": "2027-06-13"})
    studio.clock(offset=-7200)
    studio.in_studio(made["id"], {"eventDate": "2027-06-13"})
    with tenant(shop.pk):
        Wedding.objects.filter(pk=wedding.pk).update(date=dt.date(2027, 6, 19))
        record(shop, "reflow.applied", wedding, actor="user:1")

    pulled(connection)

    assert wedding_of(shop, made["id"]).date == dt.date(2027, 6, 19)


def test_a_couple_we_know_otherwise_is_offered_not_merged(shop, connection, studio):
    with operator():
        lena = ClientFactory(vendor=shop)
        PersonFactory(vendor=shop, client=lena, email="lena@example.com")
        wedding = WeddingFactory(vendor=shop, client=lena, date=dt.date(2027, 6, 12))
    made = job(studio, eventDate="2027-06-12")

    run = pulled(connection)
    again = pulled(connection)

    assert (run.offered, again.offered, len(couples(shop))) == (1, 0, 1)
    assert (record_of(shop, made["id"]).state, record_of(shop, made["id"]).wedding_id) == (
        "offered",
        wedding.pk,
    )


def test_one_bad_job_is_told_and_stops_nothing(shop, connection, studio):
    bad, good = job(studio, eventDate="0000-00-00"), job(studio, eventDate="2027-06-12")
    studio.in_studio(good["Lena"], {"email": "none given"}, kind="address-book")

    run = pulled(connection)

    assert (run.state, run.created, run.skipped) == ("finished", 1, 1)
    (row,) = rows(run, state="skipped")
    assert (row.external_id, row.problems[0]["column"]) == (bad["id"], "eventDate")


def test_who_asked_to_be_forgotten_there_is_emptied_here(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12")
    pulled(connection)
    gone = {"anonymized": True, "firstName": "Anonymized", "email": None}
    studio.in_studio(made["Marc"], gone, kind="address-book")

    pulled(connection, Sync.Kind.RECENT)

    marc = people_of(wedding_of(shop, made["id"]))["partner_b"]
    assert (marc.given_name, marc.email) == ("", "")
    assert couples(shop)[0].name == "Lena"


def test_portraits_and_samples_are_left_alone(shop, connection, studio):
    job(studio, jobTypeName="Portrait")
    job(studio, sample=True)

    run = pulled(connection)

    assert (run.state, run.created, run.problems, run.done) == ("finished", 0, 0, 2)


def test_a_couple_removed_here_is_not_brought_back(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12")
    pulled(connection)
    removed_by_hand(shop)

    run = pulled(connection)

    assert (couples(shop), run.skipped) == ([], 1)
    assert record_of(shop, made["id"]).state == "linked"


def test_a_job_that_is_no_longer_there_is_told_once(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12")
    pulled(connection)
    studio.in_studio(made["id"], None)

    run, again = pulled(connection), pulled(connection)

    assert [row.state for row in rows(run)] == ["gone"]
    assert rows(again) == []
    assert wedding_of(shop, made["id"]).life == "booked"


def test_a_look_without_writing_tells_the_difference(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12", guestCount=90)
    pulled(connection)
    studio.in_studio(made["id"], {"guestCount": 120})
    before = everything_of(shop)

    run = pulled(connection, Sync.Kind.DRY)

    assert everything_of(shop) == before
    assert [row.changes for row in rows(run)] == [{"wedding": {"guests": [90, 120]}}]


def test_consent_is_never_made_of_being_there(shop, connection, studio):
    studio.studio(30)
    pulled(connection)

    with operator():
        assert not Consent.objects.filter(vendor=shop).exists()


def test_a_key_that_no_longer_works_asks_for_a_person(shop, connection, studio):
    with operator():
        connection.seal({"api_key": "wrong"})
        connection.save()

    run = pulled(connection)

    with operator():
        connection.refresh_from_db()
    assert (run.state, connection.state) == ("failed", "broken")
    assert "key" in connection.trouble


def test_a_long_pause_is_waited_for_outside(shop, connection, studio):
    studio.studio(20)
    studio.fault("/vsco/", status=429, headers={"retry-after": "3600"})

    run = pulled(connection)

    assert run.state == "waiting"
    assert sync.waiting(timezone.now()) == []
    later = timezone.now() + dt.timedelta(seconds=3700)
    assert sync.waiting(later) == [run.pk]
    assert sync.run(run.pk, sleep=lambda _: None).state == "finished"


def test_where_much_changed_everything_is_read(shop, connection, studio):
    studio.studio(150, odd=False)
    pulled(connection)

    run = pulled(connection, Sync.Kind.RECENT)

    assert (run.kind, run.state, run.done) == ("full", "finished", 150)


def test_a_run_that_always_dies_is_given_up(shop, connection, studio):
    run = begun(connection)
    with operator():
        long_ago = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
        Sync.objects.filter(pk=run.pk).update(
            state="running", moved_at=long_ago, attempts=sync.MOST_ATTEMPTS
        )

    assert sync.run(run.pk).state == "failed"


def test_two_runs_of_a_connection_never_go_at_once(connection, studio):
    begun(connection)

    with pytest.raises(Refusal) as refused:
        begun(connection)

    assert refused.value.code == "under_way"


def test_a_new_connection_is_read_whole_and_soon_again(shop, connection, studio):
    studio.studio(12)
    now = timezone.now()
    (first,) = begin_sync.begin_due(now)
    none = begin_sync.begin_due(now)
    sync.run(first, sleep=lambda _: None)

    soon = begin_sync.begin_due(now + dt.timedelta(minutes=5))
    (second,) = begin_sync.begin_due(now + dt.timedelta(minutes=11))

    assert (none, soon) == ([], [])
    assert [sync.find(pk).kind for pk in (first, second)] == ["full", "recent"]


# --- What else they come for ----------------------------------------------------------------------


def event(studio, made, name, day, hour=None, kind="session"):
    type_ = added(studio, "event-type", {"name": name, "kind": kind})
    told = {"jobId": made["id"], "typeId": type_["id"], "startDate": day, "startTime": hour}
    return added(studio, "event", {**told, "timezoneName": "America/Los_Angeles"})


def test_other_events_become_days_and_milestones(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12")
    event(studio, made, "Rehearsal Dinner", "2027-06-11", "18:00:00")
    event(studio, made, "Engagement Session", "2027-02-12", "17:30:00")
    event(studio, made, "Consultation", "2027-06-10", kind="meeting")

    pulled(connection)

    wedding = wedding_of(shop, made["id"])
    assert wedding.date == dt.date(2027, 6, 12)
    assert days_of(wedding) == {"rehearsal": (dt.date(2027, 6, 11), dt.time(18))}
    assert marks_of(wedding) == {
        "engagement_session": dt.date(2027, 2, 12),
        "consultation": dt.date(2027, 6, 10),
    }


@pytest.mark.parametrize("kind", [Sync.Kind.FULL, Sync.Kind.RECENT])
def test_they_move_when_they_move_there_and_only_then(shop, connection, studio, kind):
    made = job(studio, eventDate="2027-06-12")
    dinner = event(studio, made, "Rehearsal Dinner", "2027-06-11", "18:00:00")
    session = event(studio, made, "Engagement Session", "2027-02-12", "17:30:00")
    pulled(connection)
    before = everything_of(shop)
    pulled(connection)
    assert everything_of(shop) == before

    studio.clock(offset=3600)
    studio.in_studio(dinner["id"], {"startDate": "2027-06-10"}, kind="event")
    studio.in_studio(session["id"], {"startDate": "2027-03-01"}, kind="event")
    run = pulled(connection, kind)

    wedding = wedding_of(shop, made["id"])
    assert run.updated == 1
    assert rows(run)[0].changes == {"event": ["engagement_session", "rehearsal"]}
    assert days_of(wedding) == {"rehearsal": (dt.date(2027, 6, 10), dt.time(18))}
    assert marks_of(wedding) == {"engagement_session": dt.date(2027, 3, 1)}


def test_a_look_without_writing_tells_the_days(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12")
    dinner = event(studio, made, "Rehearsal Dinner", "2027-06-11")
    pulled(connection)
    studio.clock(offset=3600)
    studio.in_studio(dinner["id"], {"startDate": "2027-06-10"}, kind="event")

    run = pulled(connection, Sync.Kind.DRY)

    assert rows(run)[0].changes == {"event": {"rehearsal": ["2027-06-11", "2027-06-10"]}}
    assert days_of(wedding_of(shop, made["id"])) == {"rehearsal": (dt.date(2027, 6, 11), None)}


def test_what_is_called_off_there_goes_here(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12")
    dinner = event(studio, made, "Rehearsal Dinner", "2027-06-11")
    session = event(studio, made, "Engagement Session", "2027-02-12")
    pulled(connection)

    studio.in_studio(dinner["id"], None, kind="event")
    studio.in_studio(session["id"], None, kind="event")
    pulled(connection)

    wedding = wedding_of(shop, made["id"])
    assert (days_of(wedding), marks_of(wedding)) == ({}, {})


def test_what_a_person_added_or_moved_here_stays(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12")
    event(studio, made, "Rehearsal Dinner", "2027-06-11")
    pulled(connection)
    wedding = wedding_of(shop, made["id"])
    with operator():
        wedding.days.update(day=dt.date(2027, 6, 10))
        WeddingDay.objects.create(
            vendor=shop, wedding=wedding, kind="brunch", day=dt.date(2027, 6, 13)
        )
        Milestone.objects.create(
            vendor=shop, wedding=wedding, name="balance_due", day=dt.date(2027, 5, 1)
        )

    pulled(connection)

    assert days_of(wedding) == {
        "rehearsal": (dt.date(2027, 6, 10), None),
        "brunch": (dt.date(2027, 6, 13), None),
    }
    assert marks_of(wedding) == {"balance_due": dt.date(2027, 5, 1)}


def test_while_a_date_waits_for_a_yes_its_events_wait_too(shop, connection, studio):
    made = job(studio, eventDate="2027-06-12")
    dinner = event(studio, made, "Rehearsal Dinner", "2027-06-11")
    pulled(connection)
    wedding = wedding_of(shop, made["id"])

    studio.clock(offset=3600)
    studio.in_studio(made["id"], {"eventDate": "2028-06-10"})
    studio.in_studio(dinner["id"], {"startDate": "2028-06-09"}, kind="event")
    pulled(connection)
    assert len(moves(shop)) == 1
    assert days_of(wedding) == {"rehearsal": (dt.date(2027, 6, 11), None)}

    with operator():
        Wedding.objects.filter(pk=wedding.pk).update(date=dt.date(2028, 6, 10))
    pulled(connection)

    assert days_of(wedding) == {"rehearsal": (dt.date(2028, 6, 9), None)}
