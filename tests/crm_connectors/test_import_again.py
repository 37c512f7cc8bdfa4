"""Who comes a second time is recognised."""

import datetime as dt

from crm_connectors import import_couples
from crm_connectors.models import Link
from messaging.models import Consent
from tests.crm_connectors.imports import (
    AGREED,
    HEADER,
    IVY,
    LENA,
    counts,
    problems,
    removed_by_hand,
    state_of,
    take_back,
    take_in,
)
from tests.factories import PersonFactory, VendorFactory, WeddingFactory
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client, Milestone, Person, ProposedMove, Wedding


def test_the_same_file_twice_changes_nothing(vendor):
    take_in(vendor, LENA, IVY)
    before = state_of(vendor)

    again = take_in(vendor, LENA, IVY)

    assert counts(again) == (0, 0, 2, 0)
    assert state_of(vendor) == before


def test_a_finished_import_is_left_alone(vendor):
    batch = take_in(vendor, LENA)
    before = state_of(vendor)

    import_couples.run(batch.pk)

    assert state_of(vendor) == before


def test_an_id_is_recognised_even_when_everything_else_changed(vendor):
    take_in(vendor, IVY)

    batch = take_in(vendor, ("J-2", "Ivana", "Grant", "ivana@example.com", "2027-07-10", "", ""))

    with operator():
        assert counts(batch) == (0, 1, 0, 0)
        assert Wedding.objects.get(vendor=vendor).date == dt.date(2027, 7, 10)
        assert Client.objects.get(vendor=vendor).name == "Ivana & Grant"


def test_an_empty_cell_never_blanks_and_an_unmapped_column_never_changes(vendor):
    take_in(vendor, LENA)
    with operator():
        Wedding.objects.filter(vendor=vendor).update(style="rustic", guests=120)

    take_in(vendor, ("", "Helena", "", "lena@example.com", "2027-06-12", "", ""))

    with operator():
        wedding = Wedding.objects.get(vendor=vendor)
        lena, marc = Person.objects.filter(vendor=vendor).order_by("role")
    assert (wedding.venue_name, wedding.style, wedding.guests) == ("Fern Hall", "rustic", 120)
    assert (lena.given_name, marc.given_name) == ("Helena", "Marc")


def test_a_couple_made_by_hand_is_recognised(vendor):
    wedding = WeddingFactory(client__vendor=vendor, date=dt.date(2027, 6, 12), venue_name="")
    PersonFactory(client=wedding.client, given_name="Lena", email="lena@example.com")

    batch = take_in(vendor, LENA)

    with operator():
        assert counts(batch) == (0, 1, 0, 0)
        assert Wedding.objects.get(vendor=vendor).venue_name == "Fern Hall"


def test_a_couple_that_stands_twice_in_a_file_comes_in_once_across_chunks(vendor, monkeypatch):
    monkeypatch.setattr(import_couples, "CHUNK", 2)

    batch = take_in(vendor, LENA, LENA, IVY, LENA)

    assert counts(batch) == (2, 0, 0, 2)
    assert [number for number, _ in problems(batch)] == [3, 5]


def test_a_consent_is_kept_once_and_a_later_no_stays(vendor):
    take_in(vendor, AGREED)
    with operator():
        consent = Consent.objects.get(vendor=vendor)
        Consent.objects.create(
            vendor=vendor, person=consent.person, address=consent.address,
            channel="email", purpose="marketing", granted=False, basis="unsubscribe",
        )  # fmt: skip

    take_in(vendor, AGREED)

    with operator():
        said = Consent.objects.filter(vendor=vendor).order_by("id").values_list("granted", "basis")
        assert list(said) == [(True, "import"), (False, "unsubscribe")]


def test_another_vendors_couple_is_nobody_we_know(vendor):
    stranger = VendorFactory()
    take_in(stranger, LENA, IVY)

    batch = take_in(vendor, LENA, IVY)

    with operator():
        assert counts(batch) == (2, 0, 0, 0)
        assert Client.objects.filter(vendor=stranger).count() == 2


def test_an_id_whose_couple_was_removed_goes_to_the_couple_that_comes_anew(vendor):
    take_in(vendor, IVY)
    removed_by_hand(vendor)

    batch = take_in(vendor, IVY)

    with operator():
        assert counts(batch) == (1, 0, 0, 0)
        assert Link.objects.get(vendor=vendor).object_id == Wedding.objects.get(vendor=vendor).pk


def test_a_far_move_is_proposed_and_the_date_stays(vendor):
    take_in(vendor, IVY)

    batch = take_in(vendor, (*IVY[:4], "2027-09-04", "Fern Hall", ""))

    with operator():
        wedding, move = Wedding.objects.get(vendor=vendor), ProposedMove.objects.get()
        assert (wedding.date, wedding.venue_name) == (dt.date(2027, 7, 3), "Fern Hall")
        assert (move.wedding_id, move.date) == (wedding.pk, dt.date(2027, 9, 4))
        assert move.source == f"import:{batch.pk}"
    assert problems(batch)[0][1].startswith("Moves the wedding to 4 September 2027")


def test_a_vendor_that_allows_long_moves_isnt_asked(vendor):
    take_in(vendor, IVY)
    with operator():
        Vendor.objects.filter(pk=vendor.pk).update(move_far_days=90)

    take_in(vendor, (*IVY[:4], "2027-09-04", "Fern Hall", ""))

    with operator():
        assert Wedding.objects.get(vendor=vendor).date == dt.date(2027, 9, 4)
        assert not ProposedMove.objects.exists()


def test_the_newest_proposal_takes_the_place_of_the_one_before(vendor):
    take_in(vendor, IVY)
    take_in(vendor, (*IVY[:4], "2027-09-04", "", ""))
    with operator():
        ProposedMove.objects.update(taken_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))

    take_in(vendor, (*IVY[:4], "2027-10-09", "", ""))

    with operator():
        move = ProposedMove.objects.get()
        assert (move.date, move.taken_at) == (dt.date(2027, 10, 9), None)


def test_who_becomes_booked_by_a_file_is_booked_today_and_an_undo_takes_it_back(vendor):
    header = (*HEADER, "Status")
    take_in(vendor, (*IVY, "inquiry"), header=header)

    batch = take_in(vendor, (*IVY, "booked"), header=header)

    with operator():
        (mark,) = Milestone.objects.filter(vendor=vendor)
        wedding = Wedding.objects.get(vendor=vendor)
    take_back(batch)
    assert (mark.name, wedding.life) == ("booked", "booked")
    with operator():
        assert not Milestone.objects.filter(vendor=vendor).exists()
        assert Wedding.objects.get(vendor=vendor).life == "inquiry"


def test_a_day_of_booking_that_is_known_stays(vendor):
    header, day = (*HEADER, "Status"), dt.date(2026, 1, 5)
    take_in(vendor, (*IVY, "inquiry"), header=header)
    with operator():
        wedding = Wedding.objects.get(vendor=vendor)
        Milestone.objects.create(vendor=vendor, wedding=wedding, name="booked", day=day)

    take_in(vendor, (*IVY, "booked"), header=header)

    with operator():
        assert Milestone.objects.get(vendor=vendor).day == day
