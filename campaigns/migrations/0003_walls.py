"""Row-level security and same-vendor keys of campaigns."""

from django.db import migrations

from wedsync.vendors.rls import Protect, SameVendor


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0002_initial"), ("messaging", "0003_walls")]
    operations = [
        Protect("campaigns_campaign"),
        Protect("campaigns_recipient"),
        SameVendor("campaigns_recipient", "campaign_id", "campaigns_campaign"),
        SameVendor("campaigns_recipient", "person_id", "weddings_person"),
        SameVendor("campaigns_recipient", "wedding_id", "weddings_wedding"),
        SameVendor("campaigns_recipient", "message_id", "messaging_message"),
        SameVendor(
            "campaigns_campaign", "version_id", "personalization_templateversion", shared=True
        ),
    ]
