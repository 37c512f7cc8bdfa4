"""In the admin couples' rows are there only while their vendor is visited."""

from django.db import migrations

from wedsync.vendors.rls import Visited


class Migration(migrations.Migration):
    dependencies = [("weddings", "0007_last_changed"), ("vendors", "0010_operators")]
    operations = [
        Visited("weddings_client"),
        Visited("weddings_person"),
        Visited("weddings_wedding"),
        Visited("weddings_weddingday"),
        Visited("weddings_milestone"),
        Visited("weddings_proposedmove"),
    ]
