"""Row-level security of the craft floor; versions and variants are for ever."""

from django.db import migrations

from wedsync.vendors.rls import AppendOnly, Protect, SameVendor


class Migration(migrations.Migration):
    dependencies = [("personalization", "0001_initial"), ("vendors", "0002_walls")]
    operations = [
        Protect("personalization_template", shared=True),
        Protect("personalization_templateversion", shared=True),
        Protect("personalization_variant", shared=True),
        SameVendor(
            "personalization_templateversion", "template_id", "personalization_template"
        ),
        SameVendor("personalization_variant", "version_id", "personalization_templateversion"),
        AppendOnly("personalization_templateversion"),
        AppendOnly("personalization_variant"),
    ]
