"""Row-level security and same-vendor keys of the connectors."""

from django.db import migrations

from wedsync.vendors.rls import Protect, SameVendor


class Migration(migrations.Migration):
    dependencies = [("crm_connectors", "0001_initial"), ("weddings", "0002_walls")]
    operations = [
        Protect("crm_connectors_import"),
        Protect("crm_connectors_importrow"),
        Protect("crm_connectors_link"),
        SameVendor("crm_connectors_importrow", "batch_id", "crm_connectors_import"),
    ]
