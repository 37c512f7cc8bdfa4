"""Publishing checks everything, then adds one more version that stays for ever."""

from dataclasses import replace

import pytest

from personalization.models import Template, TemplateVersion, Variant
from personalization.publish import Unpublishable, publish
from tests.factories import TemplateFactory
from tests.personalization.drafts import DRAFT, EVERYTHING
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator


def test_a_version_keeps_what_was_written_and_what_it_became(vendor, as_vendor):
    template = TemplateFactory(vendor=vendor, purpose="marketing")

    version = publish(template, [EVERYTHING], note="First", actor="user:1")

    variant = version.variants.get()
    assert (version.number, version.note, version.vendor_id) == (1, "First", vendor.pk)
    assert (variant.subject, variant.blocks) == (EVERYTHING.subject, EVERYTHING.blocks)
    assert (variant.compiled["purpose"], variant.vendor_id) == ("marketing", vendor.pk)
    assert template.current == version


def test_the_next_version_has_the_next_number(vendor, as_vendor):
    template = TemplateFactory(vendor=vendor)

    numbers = [publish(template, [DRAFT], actor="user:1").number for _ in range(3)]

    assert numbers == [1, 2, 3]


def test_variants_of_a_version_are_published_together(vendor, as_vendor):
    drafts = [DRAFT, replace(DRAFT, key="B", weight=3), replace(DRAFT, language="de")]

    version = publish(TemplateFactory(vendor=vendor), drafts, actor="user:1")

    assert [(v.key, v.language, v.weight) for v in version.variants.all()] == [
        ("A", "de", 1),
        ("A", "en", 1),
        ("B", "en", 3),
    ]


def test_the_vendors_history_tells_of_it(vendor, as_vendor):
    version = publish(TemplateFactory(vendor=vendor), [DRAFT], actor="user:1")

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject_id) == (
        "template.published",
        "user:1",
        str(version.pk),
    )


def test_everything_that_is_wrong_is_said_and_nothing_is_stored(vendor, as_vendor):
    template = TemplateFactory(vendor=vendor)
    drafts = [replace(DRAFT, subject="{{ x }}"), replace(DRAFT, key="B", blocks=[{"type": "y"}])]

    with pytest.raises(Unpublishable) as caught:
        publish(template, drafts, actor="user:1")

    assert caught.value.code == "invalid_template"
    assert caught.value.reason.splitlines()[0] == (
        "Variant A (en), Subject, line 1, column 4: There is no field 'x'."
    )
    assert len(caught.value.problems) == 2
    assert not TemplateVersion.objects.exists()
    assert not Variant.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("drafts", "reason"),
    [
        ([], "Template: It needs from 1 to 20 variants."),
        ([DRAFT, DRAFT], "Template: Variant A (email, en) is there twice."),
        ([replace(DRAFT, key="1")], "Variant: The key must be one letter from A to Z."),
    ],
)
def test_a_set_of_variants_must_make_sense(vendor, as_vendor, drafts, reason):
    with pytest.raises(Unpublishable) as caught:
        publish(TemplateFactory(vendor=vendor), drafts, actor="user:1")

    assert caught.value.reason == reason


def test_an_archived_template_is_not_published(vendor, as_vendor):
    template = TemplateFactory(vendor=vendor, archived_at="2027-01-01T00:00Z")

    with pytest.raises(Refusal, match="archived"):
        publish(template, [DRAFT], actor="user:1")


def test_a_vendor_can_not_publish_in_the_library(vendor, as_vendor):
    library = TemplateFactory(vendor=None)

    with pytest.raises(Refusal) as caught:
        publish(library, [DRAFT], actor="user:1")

    assert caught.value.code == "not_yours"


def test_operators_publish_in_the_library_without_an_event(db):
    template = TemplateFactory(vendor=None)

    with operator():
        version = publish(template, [DRAFT], actor="user:1")

        assert version.variants.get().vendor_id is None
        assert Template.objects.get().current == version
        assert not Event.objects.exists()
