"""In the admin couples' rows are there only while their vendor is visited."""

from django.db import migrations

from wedsync.vendors.rls import Visited


class Migration(migrations.Migration):
    dependencies = [("crm_connectors", "0004_webhooks"), ("vendors", "0010_operators")]
    operations = [
        Visited("crm_connectors_importrow"),
        Visited("crm_connectors_link"),
        Visited("crm_connectors_record"),
        Visited("crm_connectors_syncrow"),
        Visited("crm_connectors_call"),
        Visited("crm_connectors_delivery"),
    ]
