"""The draft of a template: begun, added to, published, thrown away."""

from dataclasses import replace

import pytest
from django.urls import reverse

from personalization.models import Sketch, Template
from personalization.publish import publish
from personalization.sketch import latest_of, mark_of, put_wording, sketch_of
from personalization.sketched import mark
from tests.factories import TemplateFactory
from tests.personalization.drafts import DRAFT
from wedsync.vendors.tenancy import operator, tenant

EMPTY = [{"type": "text", "text": ""}]


@pytest.fixture
def template(vendor):
    template = TemplateFactory(vendor=vendor, name="Walk-through")
    with tenant(vendor.pk):
        publish(template, [DRAFT], actor="user:1")
    return template


def change(template, **words):
    with tenant(template.vendor_id):
        seen = mark(sketch_of(template).wordings[0])
        put_wording(template, 1, replace(DRAFT, **words), seen=seen, actor="user:1")


def seen(template):
    with tenant(template.vendor_id):
        return mark_of(sketch_of(template), latest_of(template))


def ask(client, name, template, **fields):
    return client.post(reverse(name, args=[template.pk]), fields)


def text(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_before_anybody_changed_it_it_says_what_is_published(owner, template):
    page = text(owner.get(reverse("template-draft", args=[template.pk])))

    assert "Nothing is changed yet." in page
    assert "It says the same as version 1." in page
    assert "Publish</button>" not in page


def test_what_publishing_would_change_is_shown_and_published(owner, template):
    change(template, subject="Sooner than you think")

    page = text(owner.get(reverse("template-draft", args=[template.pk])))
    response = ask(owner, "template-publish", template, seen=seen(template), note="Shorter")

    assert "<ins>Sooner than you think</ins>" in page
    assert response.url == reverse("template", args=[template.pk])
    with operator():
        version = template.versions.get(number=2)
        assert version.note == "Shorter"
        assert version.variants.get().subject == "Sooner than you think"
        assert not Sketch.objects.exists()


def test_what_is_not_sound_is_not_published_and_says_where(owner, template):
    change(template, subject="Hi {{ person.nme }}", blocks=EMPTY)

    page = text(ask(owner, "template-publish", template, seen=seen(template)), status=422)

    assert "2 to mend" in page
    assert "Block 1 (text): &#x27;text&#x27; is empty." in page
    with operator():
        assert template.versions.count() == 1


def test_nobody_publishes_what_they_did_not_see(owner, template):
    change(template, subject="Mine")
    before = seen(template)
    change(template, subject="Theirs")

    page = text(owner.post(
        reverse("template-publish", args=[template.pk]), {"seen": before}, follow=True
    ))  # fmt: skip

    assert "Somebody changed this draft meanwhile" in page
    with operator():
        assert template.versions.count() == 1


def test_a_draft_that_fell_behind_says_so(owner, template):
    change(template, subject="Mine")
    with tenant(template.vendor_id):
        publish(template, [replace(DRAFT, subject="By a program")], actor="key:1")

    page = text(owner.get(reverse("template-draft", args=[template.pk])))

    assert "Version 2 was published after this draft was begun." in page


def test_a_draft_is_thrown_away(owner, template):
    change(template, subject="Mine")

    ask(owner, "template-discard", template, seen=seen(template))

    with operator():
        assert not Sketch.objects.exists()


def test_a_wording_is_added_with_the_words_of_one_on_its_channel(owner, template):
    response = ask(owner, "template-add", template, channel="email", language="de", key="a")

    assert response.url == reverse("template-wording", args=[template.pk, 2])
    with operator():
        first, second = Sketch.objects.get().wordings
    assert (second["language"], second["key"]) == ("de", "A")
    assert second["subject"] == first["subject"]


def test_what_no_wording_is_called_is_refused_at_its_field(owner, template):
    page = text(ask(owner, "template-add", template, channel="email", language="", key="7"), 422)

    assert "errorlist" in page


def test_two_wordings_of_one_kind_are_refused(owner, template):
    response = ask(owner, "template-add", template, channel="email", language="en", key="A")

    assert response.status_code == 302
    with operator():
        assert not Sketch.objects.exists()


def test_a_wording_is_taken_out_but_not_the_last(owner, template):
    ask(owner, "template-add", template, channel="sms", language="en", key="A")
    with operator():
        first, second = Sketch.objects.get().wordings
    drop = reverse("template-drop", args=[template.pk, 2])

    owner.post(drop, {"seen": mark(first)})
    owner.post(drop, {"seen": mark(second)})
    owner.post(reverse("template-drop", args=[template.pk, 1]), {"seen": mark(first)})

    with operator():
        assert Sketch.objects.get().wordings == [first]


def test_a_new_template_begins_with_one_wording(owner, vendor):
    fields = {"name": "Parking", "purpose": "helpful", "channel": "sms"}

    response = owner.post(reverse("template-new"), fields)
    page = text(owner.get(response.url))

    with operator():
        template = Template.objects.get(vendor=vendor, name="Parking")
    assert response.url == reverse("template-wording", args=[template.pk, 1])
    assert "SMS, variant A, en" in page
    assert "2 things to mend" in page or "1 thing to mend" in page


def test_a_name_that_is_taken_is_refused(owner, template):
    page = text(owner.post(
        reverse("template-new"),
        {"name": "Walk-through", "purpose": "helpful", "channel": "email"},
        HTTP_REFERER="http://testserver" + reverse("template-new"),
        follow=True,
    ))  # fmt: skip

    assert "You already have a template called" in page


def test_a_new_template_needs_a_name(owner):
    assert "errorlist" in text(owner.post(reverse("template-new"), {"name": ""}), status=422)


def test_fields_are_listed_with_what_is_unknown(owner, vendor, couple):
    page = text(owner.get(reverse("template-fields")))
    part = text(owner.get(reverse("template-fields"), HTTP_HX_REQUEST="true"))

    assert "counted over your next 1 booked wedding." in page
    assert "{{ wedding.venue | default: &quot;your venue&quot; }}" in page
    assert "unknown for 1 of 1" in part
