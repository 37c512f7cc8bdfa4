"""Timelines: begin with the library, change a message, publish, compare, pause."""

import re
import uuid
from html import unescape

import pytest
from django.urls import reverse
from django.utils.timezone import now

from campaigns.models import Timeline, TimelineVersion
from campaigns.timeline.codec import from_json
from campaigns.timelines.edit import mark
from personalization.install_library import install_library
from personalization.models import Template
from tests.campaigns.inside import entered, published, step
from tests.factories import VariantFactory, WeddingFactory
from wedsync.dashboard.ruler import said
from wedsync.dashboard.step_differ import compared
from wedsync.vendors.tenancy import operator


@pytest.fixture
def template(vendor):
    return VariantFactory(
        version__template__vendor=vendor, version__template__name="Shot list"
    ).version.template


@pytest.fixture
def draft(vendor, template):
    with operator():
        return Timeline.objects.create(
            vendor=vendor, name="Season", draft={"steps": [step("shots", str(template.pk))]}
        )


def filled(template, /, **also):
    """What a browser sends for a message two weeks before the wedding."""
    usual = {
        "template": template.pk, "count": 2, "unit": "weeks", "side": "-1", "anchor": "wedding_day",
        "occurrences": 1, "at": "09:30", "clock": "venue", "role": "couple", "purpose": "helpful",
        "first": "email", "second": "sms", "late": "compress", "grace_hours": 24,
        "on_date_change": "ask",
    }  # fmt: skip
    return usual | also


def page(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def fresh(timeline):
    with operator():
        return Timeline.objects.get(pk=timeline.pk)


def act(client, name, /, *args, **data):
    return client.post(reverse(name, args=args), data, follow=True).content.decode()


def test_an_empty_list_says_what_a_timeline_is_for(owner):
    text = page(owner, "timelines")
    assert "Start from the library" in text
    assert "Say the right thing at the right time" in text


def test_the_list_says_who_is_inside_and_what_comes_next(owner, vendor):
    timeline = published(vendor, step("six_weeks"), name="Full season")
    date = (now() + (now() - now().replace(year=now().year - 1))).date()
    entered(timeline, WeddingFactory(client__vendor=vendor, date=date), now=now())

    response = owner.get(reverse("timelines"))
    [(one, inside, due)] = response.context["rows"]
    assert (one.name, inside, due > now()) == ("Full season", 1, True)


def test_a_timeline_of_ones_own_begins_empty(owner, vendor):
    text = act(owner, "timelines-new", name="Elopements")
    assert "Nothing in it yet" in text
    assert "Give the timeline a name" in act(owner, "timelines-new", name="")


def test_a_message_goes_into_the_draft(owner, draft, template):
    url = reverse("timeline-add", args=[draft.pk])
    seen = owner.get(url).context["seen"]
    text = owner.post(url, filled(template, seen=seen), follow=True).content.decode()

    assert "In the draft" in text
    assert "2 weeks before the wedding, 09:30" in text
    assert "if late: spread" in text
    added = fresh(draft).draft["steps"][1]
    assert (added["key"], added["channels"]) == ("shot-list", ["email", "sms"])
    from_json(fresh(draft).draft)


@pytest.fixture
def asking(draft):
    """Its one message is for booked couples with a tag, as another program wrote it."""
    with operator():
        draft.draft["steps"][0]["condition"] = {"life": "booked", "tag": "vip"}
        draft.save()
    return reverse("timeline-step", args=[draft.pk, "shots"])


VIP = {
    "at.0.field": "life", "at.0.is": "is", "at.0.value": "booked",
    "at.1.field": "tag", "at.1.is": "has", "at.1.words": "vip",
}  # fmt: skip


def test_changing_a_message_keeps_its_key_and_what_is_said_as_it_was(
    owner, draft, template, asking
):
    response = owner.get(asking)
    assert 'value="vip"' in response.content.decode()
    data = filled(template, seen=response.context["seen"], opens="09:00", closes="18:00", why="x")
    owner.post(asking, data | VIP)

    [changed] = fresh(draft).draft["steps"]
    assert changed["key"] == "shots"
    assert changed["window"] == ["09:00", "18:00"]
    assert changed["condition"] == {"life": "booked", "tag": "vip"}


def test_a_message_may_ask_whatever_audiences_ask(owner, draft, template, asking):
    rows = {
        "at.0.group": "any", "at.0.0.field": "guests", "at.0.0.is": "over", "at.0.0.value": "100",
        "at.0.1.field": "tag", "at.0.1.is": "has", "at.0.1.words": "vip",
    }  # fmt: skip
    owner.post(asking, filled(template, seen=mark(draft.draft)) | rows)

    [changed] = fresh(draft).draft["steps"]
    assert changed["condition"] == {
        "conditions": [
            {
                "any": [
                    {"field": "guests", "is": "over", "value": 100},
                    {"field": "tag", "is": "has", "value": ["vip"]},
                ]
            }
        ]
    }


def test_without_rows_it_comes_in_any_case(owner, draft, template, asking):
    owner.post(asking, filled(template, seen=mark(draft.draft)))
    assert "condition" not in fresh(draft).draft["steps"][0]


def test_what_cant_be_asked_is_said_at_its_row_and_nothing_is_saved(owner, draft, template, asking):
    wrong = {"at.0.field": "guests", "at.0.is": "over", "at.0.value": "many"}
    response = owner.post(asking, filled(template, seen=mark(draft.draft), why="mine") | wrong)

    assert response.status_code == 422
    text = response.content.decode()
    assert "Condition 1: " in text
    assert 'value="mine"' in text
    assert fresh(draft).draft == draft.draft


def test_rows_are_added_without_a_script_and_nothing_typed_is_lost(owner, draft, template, asking):
    pressed = {**filled(template, seen=mark(draft.draft), why="mine"), **VIP, "do": "add:"}

    response = owner.post(asking, pressed)

    assert response.status_code == 200
    text = response.content.decode()
    assert 'name="at.2.field"' in text
    assert 'value="vip"' in text
    assert 'value="mine"' in text
    assert fresh(draft).draft == draft.draft


def test_what_another_program_wrote_beyond_reading_is_said_anew(owner, draft, asking):
    with operator():
        draft.draft["steps"][0]["condition"] = {"colour": "blue"}
        draft.save()
    assert "be read any more" in page(owner, "timeline-step", draft.pk, "shots")


def test_what_the_form_shows_it_would_save_again(owner, draft, template):
    url = reverse("timeline-step", args=[draft.pk, "shots"])
    owner.post(url, filled(template, seen=mark(draft.draft)))
    before = fresh(draft).draft

    form = owner.get(url).context["form"]
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data = {name: value for name, value in data.items() if value is not None}
    owner.post(url, data | {"seen": mark(before)})

    assert from_json(fresh(draft).draft) == from_json(before)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"count": "-1"}, "greater than or equal to 0"),
        ({"template": uuid.uuid4()}, "Select a valid choice"),
        ({"opens": "09:00"}, "Give both ends"),
        ({"anchor": "nowhere"}, "Select a valid choice"),
        ({"late": "never"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(owner, draft, template, data, sentence):
    url = reverse("timeline-add", args=[draft.pk])
    response = owner.post(url, filled(template, seen=mark(draft.draft), **data))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert len(fresh(draft).draft["steps"]) == 1


def test_two_people_do_not_overwrite_each_other(owner, draft, template):
    url, seen = reverse("timeline-add", args=[draft.pk]), mark(draft.draft)
    owner.post(url, filled(template, seen=seen))
    response = owner.post(url, filled(template, seen=seen), follow=True)

    assert "Somebody changed this timeline" in response.content.decode()
    assert len(fresh(draft).draft["steps"]) == 2


def test_a_message_can_be_taken_out(owner, draft):
    text = act(owner, "timeline-remove", draft.pk, "shots", seen=mark(draft.draft))
    assert "Out of the draft" in text
    assert fresh(draft).draft["steps"] == []


def test_publishing_shows_who_is_inside_first(owner, vendor, draft):
    assert "0 weddings" in page(owner, "timeline-publish", draft.pk)

    text = act(owner, "timeline-publish", draft.pk)
    assert "Published as version 1" in text
    entered(draft, WeddingFactory(client__vendor=vendor))
    draft.draft = fresh(draft).draft
    act(owner, "timeline-remove", draft.pk, "shots", seen=mark(draft.draft))

    text = page(owner, "timeline-publish", draft.pk)
    assert "1 wedding." in text
    assert "Gone" in text
    assert "A timeline needs at least one message." in text


def looked_at(owner, draft):
    """What the page carries along of the draft it shows."""
    html = owner.get(reverse("timeline-publish", args=[draft.pk])).content.decode()
    return unescape(re.search(r'name="draft" value="([^"]*)"', html).group(1))


def test_only_the_draft_that_was_looked_at_is_published(owner, draft, template):
    seen = looked_at(owner, draft)
    owner.post(
        reverse("timeline-step", args=[draft.pk, "shots"]),
        filled(template, second="", seen=mark(draft.draft)),
    )

    late = owner.post(reverse("timeline-publish", args=[draft.pk]), {"draft": seen})
    text = " ".join(late.content.decode().split())

    assert late.status_code == 409
    assert "Somebody changed the draft after you had looked at it" in text
    assert "<del>6 weeks before the wedding</del>" in text
    assert "Published as version 1" not in text
    with operator():
        assert not TimelineVersion.objects.exists()

    again = unescape(re.search(r'name="draft" value="([^"]*)"', late.content.decode()).group(1))
    assert "Published as version 1" in act(owner, "timeline-publish", draft.pk, draft=again)


@pytest.mark.parametrize("said", ["{", "[]", '"x"', '{"steps": 7}'])
def test_what_is_no_draft_publishes_nothing(owner, draft, said):
    owner.post(reverse("timeline-publish", args=[draft.pk]), {"draft": said})

    with operator():
        assert not TimelineVersion.objects.exists()


def test_a_version_shows_what_it_changed(owner, draft, template):
    act(owner, "timeline-publish", draft.pk)
    owner.post(
        reverse("timeline-step", args=[draft.pk, "shots"]),
        filled(template, second="", seen=mark(draft.draft)),
    )
    act(owner, "timeline-publish", draft.pk)

    text = page(owner, "timeline-version", draft.pk, 2)
    assert "<del>6 weeks before the wedding</del>" in text
    assert "<ins>2 weeks before the wedding, 09:30</ins>" in text
    assert owner.get(reverse("timeline-version", args=[draft.pk, 3])).status_code == 404


def test_pausing_and_going_on(owner, draft):
    act(owner, "timeline-publish", draft.pk)
    assert "nothing leaves" in act(owner, "timeline-pause", draft.pk)
    assert fresh(draft).paused_at
    assert "late policy" in act(owner, "timeline-resume", draft.pk)
    assert fresh(draft).paused_at is None


def test_what_brings_a_wedding_in_is_chosen(owner, draft):
    assert "Who is inside stays inside" in act(owner, "timeline-entry", draft.pk, entry="booked")
    assert fresh(draft).entry == "booked"
    response = owner.post(reverse("timeline-entry", args=[draft.pk]), {"entry": "magic"})
    assert response.status_code == 404


def test_the_library_makes_a_timeline_that_can_be_published(owner, vendor):
    with operator():
        install_library()

    text = act(owner, "timelines-library")

    assert "made of the library" in text
    with operator():
        made = Timeline.objects.get(vendor=vendor)
        assert Template.objects.filter(vendor=vendor).exists()
    script, _ = from_json(made.draft)
    policies = {(one.purpose.value, one.late.value) for one in script.steps if one.precedes}
    assert len(script.steps) > 5
    assert policies <= {
        ("contractual", "critical"), ("helpful", "compress"), ("marketing", "skip")
    }  # fmt: skip
    assert "Published as version 1" in act(owner, "timeline-publish", made.pk)


def test_starting_twice_from_the_library_uses_the_same_copies(owner, vendor):
    with operator():
        install_library()
    act(owner, "timelines-library")
    with operator():
        before = Template.objects.filter(vendor=vendor).count()
    act(owner, "timelines-library")
    with operator():
        assert Template.objects.filter(vendor=vendor).count() == before
        assert Timeline.objects.filter(vendor=vendor).count() == 2


def test_an_empty_library_says_so(owner):
    assert "nothing for your trade" in act(owner, "timelines-library")


@pytest.mark.parametrize("name", ["timeline", "timeline-publish", "timeline-add"])
def test_a_timeline_of_somebody_else_is_not_there(stranger, draft, name):
    assert stranger.get(reverse(name, args=[draft.pk])).status_code == 404


@pytest.mark.parametrize("name", ["timeline-publish", "timeline-pause", "timeline-resume"])
def test_an_assistant_does_not_let_it_go(as_role, draft, name):
    assert as_role("assistant").post(reverse(name, args=[draft.pk])).status_code == 403
    with operator():
        assert not TimelineVersion.objects.exists()


def test_a_viewer_changes_nothing(as_role, draft):
    text = page(as_role("viewer"), "timeline", draft.pk)
    assert "Take out" not in text
    assert as_role("viewer").get(reverse("timeline-add", args=[draft.pk])).status_code == 403


@pytest.mark.parametrize("name", ["timelines", "timeline", "timeline-publish"])
def test_a_page_asks_no_more_for_many_than_for_one(owner, vendor, count_queries, name):
    asked = []
    for count in (1, 3, 20):
        made = published(vendor, *(step(f"s{n}") for n in range(count)))
        with operator():
            made.draft = made.versions.get().definition
            made.save(update_fields=["draft"])
        args = [] if name == "timelines" else [made.pk]
        asked.append(count_queries(owner, reverse(name, args=args)))
    assert len(set(asked)) == 1


def when(**said_):
    definition = {"steps": [step("x", str(uuid.uuid4()), when=said_)]}
    return said(from_json(definition)[0].steps[0].when)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {"anchor": "wedding_day", "weeks": -6, "at": "09:30"},
            "6 weeks before the wedding, 09:30",
        ),
        ({"anchor": "wedding_day"}, "on the day of the wedding"),
        ({"anchor": "delivered", "days": 1}, "1 day after the delivery"),
        ({"anchor": "anniversary", "number": 2}, "on the day of the anniversary number 2"),
        ({"anchor": "sangeet", "months": -1, "days": 3}, "1 month and 3 days before sangeet"),
        ({"anchor": "exit:gift", "hours": 2}, "2 hours after the end of “gift”"),
    ],
)
def test_when_is_said_in_words(given, words):
    assert when(**given) == words


def test_versions_are_compared_message_by_message():
    one, other = str(uuid.uuid4()), str(uuid.uuid4())
    before = {"steps": [step("a", one), step("b", one)]}
    after = {"steps": [step("a", other, role="couple"), step("c", one)]}
    names = {uuid.UUID(one): "Shot list", uuid.UUID(other): "Plan"}

    found = compared(before, after, names)
    assert [(each.name, each.kind) for each in found] == [
        ("Plan", "changed"),
        ("Shot list", "new"),
        ("Shot list", "gone"),
    ]
    assert found[0].lines == (("Says", "Shot list", "Plan"), ("For", "primary", "couple"))


def test_a_message_may_be_tried_out_and_sent_at_everybodys_best_hour(owner, draft, template):
    tried = {"goal": "contract", "held": 10, "bandit": "on"}
    hours = {"opens": "09:00", "closes": "20:00", "best_hour": "on"}
    said = filled(template, seen=mark(draft.draft), **hours, **tried)
    act(owner, "timeline-add", draft.pk, **said)
    made = fresh(draft).draft["steps"][-1]
    assert made["trial"] == {"goal": "contract", "held": 10, "bandit": True}
    assert made["best_hour"] is True
    again = page(owner, "timeline-step", draft.pk, made["key"])
    assert "Does choosing the hour help?" in again


def test_a_best_hour_needs_two_ends(owner, draft, template):
    text = act(owner, "timeline-add", draft.pk, **filled(template, best_hour="on"))
    assert "Say between which times it may lie." in text
