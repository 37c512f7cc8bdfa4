"""How far a campaign is."""

import datetime as dt

import pytest
from django.utils.timezone import now as current_time
from hypothesis import given
from hypothesis import strategies as st

from messaging.models import DeliveryEvent
from messaging.states import IN_FLIGHT, WAITING, State
from tests.factories import CampaignFactory
from tests.wedsync.dashboard.stage import messages_of, running
from wedsync.analytics.progress import MOST_REASONS, Progress, Reason, progress, progress_of
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import tenant

counts = st.dictionaries(st.sampled_from(list(State)), st.integers(1, 10_000))


@given(counts, st.integers(0, 100))
def test_who_is_done_is_neither_waiting_nor_under_way(states, planned):
    found = Progress(planned=planned, states=states)

    assert found.people == found.done + found.planned + found.among(*WAITING, *IN_FLIGHT)


@given(counts, st.integers(1, 100))
def test_a_hundred_percent_means_everything(states, planned):
    assert Progress(planned=planned, states=states).percent < 100


def happened(message, kind, times=1, reader="human", at=None):
    with tenant(message.vendor_id):
        DeliveryEvent.objects.bulk_create(
            DeliveryEvent(
                id=uuid7(), vendor_id=message.vendor_id, message=message, kind=kind,
                at=at or current_time(), source="link", reader=reader,
            )
            for _ in range(times)
        )  # fmt: skip


def seen(campaign):
    with tenant(campaign.vendor_id):
        return progress(campaign.pk)


def test_people_are_counted_by_state(vendor):
    campaign = running(vendor, State.DELIVERED, State.DELIVERED, State.QUEUED, planned=3)

    found = seen(campaign)

    assert found.states == {State.DELIVERED: 2, State.QUEUED: 1}
    assert (found.planned, found.people, found.done, found.percent) == (3, 6, 2, 33)


def test_a_campaign_without_people_is_all_zeros(vendor):
    assert seen(CampaignFactory(vendor=vendor)) == Progress()


def test_opens_and_clicks_count_messages_not_events(vendor):
    campaign = running(vendor, State.DELIVERED, State.DELIVERED, State.DELIVERED)
    first, second, _ = messages_of(campaign)
    happened(first, "opened", times=5)
    happened(second, "opened")
    happened(second, "clicked", times=2)

    found = seen(campaign)

    assert (found.opened, found.clicked) == (2, 1)
    assert found.states == {State.DELIVERED: 3}


def test_what_only_machines_opened_is_counted_apart(vendor):
    campaign = running(vendor, State.DELIVERED, State.DELIVERED, State.DELIVERED)
    scanned, both, doubtful = messages_of(campaign)
    for kind in ("opened", "clicked"):
        happened(scanned, kind, reader="machine")
        happened(doubtful, kind, reader="unsure")
        happened(both, kind, reader="machine", at=current_time() - dt.timedelta(hours=1))
        happened(both, kind, reader="human")

    found = seen(campaign)

    assert (found.opened, found.opened_by_machines) == (2, 1)
    assert (found.clicked, found.clicked_by_machines) == (2, 1)


def test_the_first_links_of_a_scanner_are_no_persons(vendor):
    campaign = running(vendor, State.DELIVERED)
    (message,), at = messages_of(campaign), current_time()
    for seconds, reader in enumerate(["human", "unsure", "machine"]):
        happened(message, "clicked", reader=reader, at=at + dt.timedelta(seconds=seconds))

    found = seen(campaign)

    assert (found.clicked, found.clicked_by_machines) == (0, 1)


def test_the_most_frequent_reason_comes_first(vendor):
    campaign = running(vendor, State.HELD, reason="no address for email")
    more = running(vendor, State.HELD, State.HELD, reason="their wedding day")
    with tenant(vendor.pk):
        more.recipients.update(campaign=campaign)

    assert seen(campaign).reasons == (
        Reason(State.HELD, "their wedding day", 2),
        Reason(State.HELD, "no address for email", 1),
    )


def test_what_went_well_needs_no_reason(vendor):
    assert seen(running(vendor, State.DELIVERED, State.QUEUED)).reasons == ()


def test_many_reasons_end_in_one_line_a_state(vendor):
    campaign = running(vendor)
    for number in range(MOST_REASONS + 3):
        other = running(vendor, State.HELD, reason=f"{number} is missing")
        with tenant(vendor.pk):
            other.recipients.update(campaign=campaign)

    reasons = seen(campaign).reasons

    assert len(reasons) == MOST_REASONS + 1
    assert reasons[-1] == Reason(State.HELD, "for other reasons", 3)


@pytest.mark.parametrize("size", [1, 3, 50])
def test_however_many_it_is_one_question(vendor, django_assert_num_queries, size):
    ids = [running(vendor, *[State.DELIVERED] * size).pk for _ in range(min(size, 3))]

    with tenant(vendor.pk), django_assert_num_queries(1):
        found = progress_of(ids)

    assert [found[one].people for one in ids] == [size] * len(ids)
