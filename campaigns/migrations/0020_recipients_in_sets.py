"""What a recipient points at is proved in sets: a launch freezes thousands with one statement."""

from django.db import migrations

from wedsync.vendors.rls import SameVendorInSets

TABLE = "campaigns_recipient"


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0019_messages_of_a_campaign")]
    operations = [
        SameVendorInSets(TABLE, "campaign_id", "campaigns_campaign", few=True),
        SameVendorInSets(TABLE, "person_id", "weddings_person"),
        SameVendorInSets(TABLE, "wedding_id", "weddings_wedding"),
        SameVendorInSets(TABLE, "message_id", "messaging_message", filled=True),
    ]
