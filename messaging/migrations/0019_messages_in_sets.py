"""What a message points at is proved in sets too.

Three of a foreign key's questions were asked for each message, each with a plan of its own. The
variant's stood there twice: its key looked for the row, and a trigger for its vendor.
"""

import django.db.models.deletion
from django.db import migrations, models

from wedsync.vendors.rls import SameVendorInSets

BEFORE = """
DROP TRIGGER messaging_message_variants ON messaging_message;
DROP FUNCTION messaging_message_variants();
DROP TRIGGER messaging_message_variant_id_same_vendor ON messaging_message;
DROP FUNCTION messaging_message_variant_id_same_vendor();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0018_web_push"),
        ("personalization", "0007_sketch"),
        ("weddings", "0008_visits"),
    ]
    operations = [
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
        migrations.AlterField(
            "message",
            "variant",
            models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="messages",
                to="personalization.variant",
            ),
        ),
        SameVendorInSets(
            "messaging_message",
            "variant_id",
            "personalization_variant",
            kept=True,
            few=True,
            shared=True,
        ),
        SameVendorInSets("messaging_message", "person_id", "weddings_person"),
        SameVendorInSets("messaging_message", "wedding_id", "weddings_wedding"),
    ]
