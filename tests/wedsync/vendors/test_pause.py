"""A vendor stops and goes on, once each."""

import pytest

from tests.factories import VendorFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event, Vendor
from wedsync.vendors.pause import pause, resume
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db


def test_a_pause_begins_and_ends_on_the_record(vendor):
    with tenant(vendor.pk):
        pause(vendor, actor="user:1")
        paused = Vendor.objects.get().paused_at
        resume(vendor, actor="user:1")

        assert paused is not None
        assert Vendor.objects.get().paused_at is None
        assert list(Event.objects.values_list("verb", flat=True)) == [
            "vendor.paused",
            "vendor.resumed",
        ]


def test_a_second_pause_keeps_the_first_ones_moment(vendor):
    with tenant(vendor.pk):
        pause(vendor, actor="user:1")
        began = Vendor.objects.get().paused_at

        with pytest.raises(Refusal, match="is paused already"):
            pause(vendor, actor="user:1")

        assert Vendor.objects.get().paused_at == began


def test_nothing_resumes_that_was_not_paused(vendor):
    with pytest.raises(Refusal, match="isn't paused"), tenant(vendor.pk):
        resume(vendor, actor="user:1")


def test_nobody_pauses_another_vendor(vendor):
    with pytest.raises(Refusal), tenant(vendor.pk):
        pause(VendorFactory(), actor="user:1")
