"""Audiences: listed, edited with who they mean in view, removed."""

import pytest
from django.urls import reverse

from campaigns.models import Segment
from tests.factories import CampaignFactory, SegmentFactory
from tests.wedsync.dashboard.test_drafts import HTMX, asked
from wedsync.vendors.tenancy import operator

LARGE = [{"field": "guests", "is": "over", "value": 100}]


@pytest.fixture
def segment(vendor):
    return SegmentFactory(vendor=vendor, name="Large ones", tree=LARGE)


def stored():
    with operator():
        return [(one.name, one.tree) for one in Segment.objects.order_by("name")]


def page(client, name, *args, **params):
    return client.get(reverse(name, args=args), params).content.decode()


def test_an_empty_list_says_what_it_is_for(owner):
    assert "Name the people you mean" in page(owner, "segments")


def test_the_list_says_who_is_in_each(owner, segment):
    text = page(owner, "segments")

    assert "Large ones" in text
    assert "Guests is over 100" in text


def test_more_audiences_take_no_more_questions(owner, vendor, count_queries):
    SegmentFactory(vendor=vendor, tree=LARGE)
    one = count_queries(owner, reverse("segments"))
    SegmentFactory.create_batch(3, vendor=vendor, tree=LARGE)

    assert count_queries(owner, reverse("segments")) == one


def test_one_that_can_not_be_read_any_more_is_listed_and_opens(owner, vendor):
    broken = SegmentFactory(vendor=vendor, tree=[{"field": "zodiac", "is": "is"}])

    assert "asks for something that is no longer there" in page(owner, "segments")
    assert owner.get(reverse("segment", args=[broken.pk])).status_code == 200


def test_an_audience_is_saved(owner):
    fields = {"name": "Large ones", **asked(0, "guests", "over", value="100")}

    response = owner.post(reverse("segment-new"), fields)

    assert stored() == [("Large ones", LARGE)]
    assert "“Large ones” is saved." in owner.get(response.url).content.decode()


def test_groups_are_saved_as_they_are_nested(owner):
    fields = {"name": "x", "at.0.group": "none", **asked("0.0", "has_email", "yes")}
    owner.post(reverse("segment-new"), fields)

    assert stored()[0][1] == [{"not": {"any": [{"field": "has_email", "is": "yes"}]}}]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Give it a name"),
        (asked(0, "guests", "over", value="many"), "Condition 1: &#x27;many&#x27; is not a whole"),
        ({"at.0.group": "any", **asked("0.0", "", "")}, "Condition 1.1: choose what to ask."),
        ({"name": "Large ones"}, "There is an audience called “Large ones” already."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(owner, segment, fields, sentence):
    response = owner.post(reverse("segment-new"), {"name": "Kept"} | fields)

    text = response.content.decode()
    assert response.status_code == 422
    assert sentence in text
    assert f'value="{fields.get("name", "Kept")}"' in text
    assert len(stored()) == 1


def test_a_change_is_saved(owner, segment):
    owner.post(reverse("segment-save", args=[segment.pk]), {"name": "Everybody"})

    assert stored() == [("Everybody", [])]


def test_without_a_script_a_button_shows_the_rows_and_saves_nothing(owner, segment):
    url = reverse("segment-save", args=[segment.pk])

    text = owner.post(url, {"name": "Half done", "do": "group:"}).content.decode()

    assert 'name="at.0.group"' in text
    assert 'name="at.0.0.field"' in text
    assert 'value="Half done"' in text
    assert stored() == [("Large ones", LARGE)]


def test_the_rows_change_in_place(owner):
    rows = {**asked(0, "guests", "over", value="5"), **asked(1, "tag", "has", words="vip")}

    response = owner.post(reverse("segment-conditions"), {**rows, "do": "remove:0"}, headers=HTMX)

    text = response.content.decode()
    assert '<option value="tag" selected>' in text
    assert 'value="vip"' in text
    assert "at.1.field" not in text
    assert "conditions" in response.headers["HX-Trigger-After-Settle"]


def test_a_new_row_is_where_one_goes_on(owner):
    rows = asked(0, "guests", "over", value="5")

    response = owner.post(reverse("segment-conditions"), {**rows, "do": "add:"}, headers=HTMX)

    assert response.content.decode().count("autofocus") == 1


@pytest.mark.parametrize(
    ("field", "operator_", "expected"),
    [
        ("guests", "between", ["at.0.from", "at.0.to"]),
        ("date", "ahead", ["at.0.from", "at.0.unit"]),
        ("life", "is", ['type="checkbox"']),
        ("consent", "said", ["at.0.topic", "at.0.said"]),
        ("message", "got", ["at.0.template", "at.0.campaign", "at.0.channel", "at.0.days"]),
        ("guests", "known", []),
        ("zodiac", "is", []),
    ],
)
def test_each_kind_of_value_has_its_fields(owner, field, operator_, expected):
    response = owner.post(reverse("segment-conditions"), asked(0, field, operator_), headers=HTMX)

    text = response.content.decode()
    assert all(name in text for name in expected)
    assert ("at.0.value" in text) == ('type="checkbox"' in expected)


def test_an_audience_is_no_part_of_itself(owner, vendor, segment):
    other = SegmentFactory(vendor=vendor)
    rows = {"segment": str(segment.pk), "at.0.field": "segment"}

    text = owner.post(reverse("segment-conditions"), rows, headers=HTMX).content.decode()

    assert str(other.pk) in text
    assert str(segment.pk) not in text


def test_who_fits_is_seen_while_one_edits(owner, couple):
    text = page(owner, "segment-reach", **asked(0, "venue", "equals", value="fern hall"))

    assert "Lena Ortiz" in text
    assert "Venue: Fern Hall" in text


def test_nobody_sees_the_people_of_another_vendor(stranger, couple):
    assert "Lena Ortiz" not in page(stranger, "segment-reach")


def test_what_is_still_used_is_not_removed(owner, vendor, segment):
    conditions = [{"segment": str(segment.pk)}]
    CampaignFactory(
        vendor=vendor, name="Autumn", audience={"role": "primary", "conditions": conditions}
    )
    url = reverse("segment-delete", args=[segment.pk])

    assert "is still used by “Autumn”" in owner.post(url, follow=True).content.decode()
    assert "Used by Autumn." in page(owner, "segment", segment.pk)
    assert stored() == [("Large ones", LARGE)]


def test_what_nobody_uses_is_removed(owner, segment):
    response = owner.post(reverse("segment-delete", args=[segment.pk]))

    assert response.url == reverse("segments")
    assert stored() == []


@pytest.mark.parametrize("name", ["segment-new", "segment-save", "segment-delete"])
def test_who_only_looks_changes_nothing(as_role, segment, name):
    args = [] if name == "segment-new" else [segment.pk]

    assert as_role("viewer").post(reverse(name, args=args), {"name": "x"}).status_code == 403


@pytest.mark.parametrize("name", ["segment", "segment-save", "segment-delete"])
def test_the_audience_of_somebody_else_is_not_there(stranger, segment, name):
    url = reverse(name, args=[segment.pk])

    assert (stranger.get if name == "segment" else stranger.post)(url).status_code == 404


def test_who_only_looks_sees_it(as_role, segment):
    text = page(as_role("viewer"), "segment", segment.pk)

    assert "Large ones" in text
    assert "Remove this audience" not in text
