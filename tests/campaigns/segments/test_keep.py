"""Segments made, changed and removed."""

import pytest

from campaigns.models import Segment
from campaigns.segments import keep
from campaigns.segments.keep import change, create, delete, rename, used_by
from campaigns.segments.tree import And, Member, Not
from campaigns.segments.tree import Test as Asked
from tests.factories import CampaignFactory, SegmentFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event

LARGE = And((Asked("guests", "over", 100),))
ME = "user:1"


@pytest.fixture
def segment(vendor, as_vendor):
    return create(vendor, "Large ones", LARGE, actor=ME)


def mention(segment):
    return And((Not(Member(segment.pk)),))


def test_a_segment_keeps_its_conditions(segment):
    segment.refresh_from_db()

    assert segment.tree == [{"field": "guests", "is": "over", "value": 100}]
    assert Event.objects.get().verb == "segment.created"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [(" Large ones ", "is an audience called “Large ones” already"), (" ", "Give it a name"),
     ("x" * 121, "120 characters")],
)  # fmt: skip
def test_a_name_is_there_once_and_says_something(vendor, segment, name, sentence):
    with pytest.raises(Refusal, match=sentence):
        create(vendor, name, LARGE, actor=ME)


def test_it_can_be_changed_and_keep_its_name(segment):
    before = segment.changed_at

    change(segment, "Large ones", And(), actor=ME)

    segment.refresh_from_db()
    assert segment.tree == []
    assert segment.changed_at > before


def test_it_can_have_another_name(vendor, segment):
    rename(segment, "Grand ones", actor=ME)

    assert Segment.objects.get().name == "Grand ones"
    create(vendor, "Large ones", LARGE, actor=ME)
    with pytest.raises(Refusal, match="already"):
        rename(segment, "Large ones", actor=ME)


def test_it_is_never_a_part_of_itself(vendor, segment):
    above = create(vendor, "Not large", mention(segment), actor=ME)

    for one, made_of in ((segment, segment), (segment, above)):
        with pytest.raises(Refusal, match="part of itself"):
            change(one, one.name, mention(made_of), actor=ME)
    segment.refresh_from_db()
    assert segment.tree == [{"field": "guests", "is": "over", "value": 100}]


def test_it_is_made_of_what_is_there(vendor, as_vendor):
    with pytest.raises(Refusal, match="no longer there"):
        create(vendor, "x", mention(SegmentFactory()), actor=ME)


def test_what_another_is_made_of_stays(vendor, segment):
    create(vendor, "Not large", mention(segment), actor=ME)

    with pytest.raises(Refusal, match="“Large ones” is still used by “Not large”"):
        delete(segment, actor=ME)


@pytest.mark.parametrize(
    ("state", "launched", "used"),
    [("draft", None, True), ("cancelled", None, False), ("running", "2026-01-01T00:00Z", False)],
)
def test_what_a_draft_means_stays_until_it_is_launched(vendor, segment, state, launched, used):
    audience = {"role": "primary", "conditions": [{"segment": str(segment.pk)}]}
    CampaignFactory(
        vendor=vendor, name="Autumn", audience=audience, state=state, launched_at=launched
    )

    assert used_by(segment) == (["Autumn"] if used else [])


def test_what_nobody_uses_goes(segment):
    delete(segment, actor=ME)

    assert not Segment.objects.exists()
    assert Event.objects.order_by("number").last().verb == "segment.deleted"


def test_there_is_an_end_to_them(vendor, segment, monkeypatch):
    monkeypatch.setattr(keep, "MOST", 1)

    with pytest.raises(Refusal, match="1 audiences are enough"):
        create(vendor, "One more", LARGE, actor=ME)
