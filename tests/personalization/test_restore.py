"""An earlier version is said again, as a version of its own."""

from dataclasses import replace

import pytest

from personalization.publish import publish
from personalization.restore import restore
from tests.factories import TemplateFactory, VariantFactory
from tests.personalization.drafts import DRAFT
from wedsync.lib.refusal import Refusal


@pytest.fixture
def template(vendor, as_vendor):
    template = TemplateFactory(vendor=vendor)
    publish(template, [DRAFT], actor="user:1")
    publish(template, [replace(DRAFT, subject="Later")], actor="user:1")
    return template


def test_it_says_what_it_said_under_a_new_number(template):
    first = template.versions.get(number=1)

    made = restore(first, actor="user:1")

    assert (made.number, made.note) == (3, "Back to version 1")
    assert made.variants.get().compiled == first.variants.get().compiled
    assert template.versions.count() == 3


def test_what_it_says_now_is_not_restored(template):
    with pytest.raises(Refusal) as caught:
        restore(template.current, actor="user:1")

    assert caught.value.code == "current"


def test_the_librarys_templates_stay_as_they_are(vendor, as_vendor):
    first = VariantFactory(version__template__vendor=None).version
    VariantFactory(version__template=first.template, version__number=2)

    with pytest.raises(Refusal) as caught:
        restore(first, actor="user:1")

    assert caught.value.code == "not_yours"
