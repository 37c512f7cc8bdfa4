"""A vendor takes a template of the library and makes it its own."""

import pytest

from personalization.adopt import adopt
from personalization.models import Template
from personalization.publish import publish
from tests.factories import TemplateFactory, VariantFactory
from tests.personalization.drafts import DRAFT
from wedsync.lib.refusal import Refusal


def test_a_copy_says_the_same_and_is_the_vendors_own(vendor, as_vendor):
    original = VariantFactory(version__template__vendor=None, weight=3)

    copy = adopt(original.version.template, vendor, actor="user:1")

    variant = copy.current.variants.get()
    assert (copy.vendor, copy.name, copy.key) == (vendor, original.version.template.name, "")
    assert (variant.compiled, variant.weight) == (original.compiled, 3)
    assert copy.current.note == f"Copied from {original.version}"


def test_a_copy_remembers_where_it_comes_from(vendor, as_vendor):
    about = {"key": "hello", "kinds": ["venue"], "stage": "upcoming", "timing": {"at": "10:00"}}
    names = {f"version__template__{name}": value for name, value in about.items()}
    original = VariantFactory(version__template__vendor=None, **names).version.template

    copy = adopt(original, vendor, actor="user:1")

    assert (copy.origin, copy.origin_version, copy.key) == ("hello", 1, "")
    assert (copy.kinds, copy.stage, copy.timing) == (["venue"], "upcoming", {"at": "10:00"})


def test_a_copy_changes_without_the_original(vendor, as_vendor):
    original = VariantFactory(version__template__vendor=None).version
    copy = adopt(original.template, vendor, actor="user:1")

    publish(copy, [DRAFT], actor="user:1")

    assert (copy.current.number, original.template.current) == (2, original)


def test_two_copies_of_a_name_are_one_too_many(vendor, as_vendor):
    original = VariantFactory(version__template__vendor=None).version.template
    adopt(original, vendor, actor="user:1")

    with pytest.raises(Refusal) as caught:
        adopt(original, vendor, actor="user:1")

    assert caught.value.code == "name_taken"
    assert Template.objects.filter(vendor=vendor).count() == 1


def test_what_was_never_published_can_not_be_copied(vendor, as_vendor):
    with pytest.raises(Refusal) as caught:
        adopt(TemplateFactory(vendor=None), vendor, actor="user:1")

    assert caught.value.code == "unpublished"
