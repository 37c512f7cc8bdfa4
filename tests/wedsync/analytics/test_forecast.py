"""What would become of a draft if it left now."""

import pytest
from django.utils.timezone import now as current_time

from messaging.models import Decision, Message
from tests.factories import CampaignFactory, PersonFactory, WeddingFactory
from wedsync.analytics import forecast as module
from wedsync.analytics.forecast import Outcome, forecast
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import tenant


def couple(vendor, email="lena@example.com", **details):
    person = PersonFactory(client__vendor=vendor, email=email)
    return WeddingFactory(client=person.client, **details)


def foreseen(vendor, **details):
    campaign = CampaignFactory(vendor=vendor, **details)
    with tenant(vendor.pk):
        return forecast(campaign, vendor, current_time())


def test_the_real_gates_are_asked(vendor):
    couple(vendor)
    couple(vendor, email="")
    couple(vendor, date=current_time().date())

    found = foreseen(vendor)

    assert (found.looked_at, found.going, found.sampled) == (3, 1, False)
    assert set(found.outcomes) == {
        Outcome("wait", "no address for email", 1, "address"),
        Outcome("wait", "their wedding day", 1, "wedding_day"),
    }


def test_marketing_without_a_yes_would_stay(vendor):
    couple(vendor)

    found = foreseen(vendor, purpose="marketing")

    assert found.outcomes == (Outcome("block", "no consent to marketing on record", 1, "consent"),)


def test_nothing_is_written(vendor):
    couple(vendor)

    foreseen(vendor)

    with tenant(vendor.pk):
        assert not Message.objects.exists()
        assert not Decision.objects.exists()


def test_a_big_audience_is_looked_at_in_part_and_says_so(vendor, monkeypatch):
    monkeypatch.setattr(module, "MOST", 2)
    for _ in range(3):
        couple(vendor)

    found = foreseen(vendor)

    assert (found.looked_at, found.sampled) == (2, True)


def test_an_audience_that_can_not_be_read_is_refused(vendor):
    with pytest.raises(Refusal, match="Nobody has the role"):
        foreseen(vendor, audience={"role": "guests"})


def test_fifty_people_take_no_more_questions_than_one(vendor, django_assert_max_num_queries):
    campaign = CampaignFactory(vendor=vendor)
    for _ in range(50):
        couple(vendor)

    with tenant(vendor.pk), django_assert_max_num_queries(14):
        forecast(campaign, vendor, current_time())
