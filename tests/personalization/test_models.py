"""What is published stays as it was, and stays at home."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from personalization.models import Template, TemplateVersion, Variant
from tests.factories import TemplateFactory, VariantFactory, VendorFactory, VersionFactory
from wedsync.vendors.tenancy import operator, tenant


@pytest.mark.parametrize("role", ["tenant", "operator"])
@pytest.mark.parametrize("model", [TemplateVersion, Variant])
@pytest.mark.parametrize(
    "attempt",
    [
        lambda rows: rows.update(vendor=None),
        lambda rows: rows._raw_delete("default"),
    ],
)
def test_a_published_version_can_not_be_changed_or_removed(vendor, model, attempt, role):
    VariantFactory(version__template__vendor=vendor)
    inside = tenant(vendor.pk) if role == "tenant" else operator()

    with pytest.raises(DatabaseError, match="permission denied"), inside:
        attempt(model.objects.all())


def test_a_template_knows_its_current_version(vendor):
    template = TemplateFactory(vendor=vendor)
    VersionFactory(template=template, number=1)
    second = VersionFactory(template=template, number=2)

    with tenant(vendor.pk):
        assert template.current == second
        assert Template.objects.with_latest().get().latest == 2


def test_a_template_without_a_version_has_no_current_one(vendor, as_vendor):
    assert TemplateFactory(vendor=vendor).current is None


def test_everybody_reads_the_library_and_nobody_writes_in_it(vendor):
    library = VariantFactory(version__template__vendor=None)

    with tenant(vendor.pk):
        assert list(Template.objects.all()) == [library.version.template]
        assert list(Variant.objects.all()) == [library]
        assert Template.objects.update(name="ours now") == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Template.objects.create(name="a gift")


def test_another_vendors_templates_do_not_exist(vendor):
    VariantFactory(version__template__vendor=VendorFactory())

    with tenant(vendor.pk):
        assert not Template.objects.exists()
        assert not TemplateVersion.objects.exists()
        assert not Variant.objects.exists()


def test_a_version_belongs_to_a_template_of_the_same_vendor(vendor):
    foreign = TemplateFactory(vendor=VendorFactory())

    with pytest.raises(IntegrityError, match="same_vendor"), operator():
        TemplateVersion.objects.create(vendor=vendor, template=foreign, number=1)


def test_two_templates_in_use_can_not_share_a_name(vendor):
    TemplateFactory(vendor=vendor, name="Thank you")

    with pytest.raises(IntegrityError, match="one_template_of_a_name"):
        TemplateFactory(vendor=vendor, name="Thank you")


def test_an_archived_template_leaves_its_name_to_another(vendor, django_assert_num_queries):
    TemplateFactory(vendor=vendor, name="Thank you", archived_at="2027-01-01T00:00Z")
    second = TemplateFactory(vendor=vendor, name="Thank you")

    with tenant(vendor.pk), django_assert_num_queries(1):
        assert list(Template.objects.in_use()) == [second]


def test_rows_have_names_people_can_read(vendor):
    variant = VariantFactory(version__template__vendor=vendor, version__template__name="Hello")

    assert str(variant) == "Hello v1 A (email, en)"
