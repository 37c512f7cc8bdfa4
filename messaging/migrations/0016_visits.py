"""In the admin couples' rows are there only in a visit; addresses are found by their digest."""

from django.db import migrations

from wedsync.vendors.rls import Visited

# Immutable, which convert_to() isn't for other encodings than the one that is named here.
DIGEST = """
CREATE FUNCTION app_digest(words text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT sha256(convert_to(words, 'UTF8')) $$;
CREATE INDEX suppressions_by_digest ON messaging_suppression (app_digest(address));
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0015_consent_texts"), ("vendors", "0010_operators")]
    operations = [
        Visited("messaging_message"),
        Visited("messaging_move"),
        Visited("messaging_handed"),
        Visited("messaging_decision"),
        Visited("messaging_deliveryevent"),
        Visited("messaging_consent"),
        Visited("messaging_suppression"),
        Visited("messaging_softbounces"),
        Visited("messaging_device"),
        Visited("messaging_note"),
        Visited("messaging_thread"),
        Visited("messaging_inbound"),
        Visited("messaging_answer"),
        Visited("messaging_todo"),
        migrations.RunSQL(DIGEST, migrations.RunSQL.noop),
    ]
