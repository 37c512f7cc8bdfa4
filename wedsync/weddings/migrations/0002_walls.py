"""Row-level security and same-vendor keys of the domain floor."""

from django.db import migrations

from wedsync.vendors.rls import Protect, SameVendor


class Migration(migrations.Migration):
    dependencies = [("weddings", "0001_initial"), ("vendors", "0002_walls")]
    operations = [
        Protect("weddings_client"),
        Protect("weddings_person"),
        Protect("weddings_wedding"),
        Protect("weddings_weddingday"),
        SameVendor("weddings_person", "client_id", "weddings_client"),
        SameVendor("weddings_wedding", "client_id", "weddings_client"),
        SameVendor("weddings_weddingday", "wedding_id", "weddings_wedding"),
    ]
