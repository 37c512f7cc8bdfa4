"""A batch pays once for what its messages have in common."""

from django.db import migrations, models

# The trigger that stood there looked the variant up for each row: a launch has one for thousands.
VARIANTS = """
CREATE FUNCTION messaging_message_variants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT vendor_id, variant_id FROM new_rows) n
    WHERE NOT EXISTS (
      SELECT FROM personalization_variant t WHERE t.id = n.variant_id
        AND (t.vendor_id IS NULL OR t.vendor_id = n.vendor_id))
  ) THEN
    RAISE foreign_key_violation
      USING MESSAGE = 'messaging_message.variant_id: not this vendor''s';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER messaging_message_variants AFTER INSERT ON messaging_message
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION messaging_message_variants();
DROP TRIGGER messaging_message_variant_id_same_vendor ON messaging_message;
CREATE TRIGGER messaging_message_variant_id_same_vendor
  BEFORE UPDATE OF variant_id, vendor_id ON messaging_message
  FOR EACH ROW EXECUTE FUNCTION messaging_message_variant_id_same_vendor();
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0009_caps"), ("personalization", "0002_walls")]
    operations = [
        migrations.RunSQL(VARIANTS, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="handover",
            name="context",
            field=models.JSONField(
                default=dict, help_text="What the contexts of its members have in common"
            ),
        ),
        migrations.AlterField(
            model_name="handed",
            name="context",
            field=models.JSONField(default=dict, help_text="Its own part: see inputs"),
        ),
    ]
