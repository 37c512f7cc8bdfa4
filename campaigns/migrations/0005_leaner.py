"""Nothing is proved twice: composite keys stand for the single ones, their indexes too."""

import django.db.models.deletion
from django.db import migrations, models

GROWING = "campaigns_recipient", "messaging_message", "messaging_handover", "messaging_handed"

REFRESH = f"""
CREATE OR REPLACE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE grown regclass;
BEGIN
  FOR grown IN
    SELECT c.oid FROM pg_class c JOIN pg_stat_user_tables s ON s.relid = c.oid
    WHERE c.relname IN {GROWING} AND c.relnamespace = 'public'::regnamespace
      AND s.n_mod_since_analyze > greatest(c.reltuples, 0) / 2 + 200
  LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) %s', grown);
  END LOOP;
  -- What this transaction writes is known at its commit, not up to a second later.
  PERFORM pg_stat_force_next_flush();
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0004_statistics'),
        ('messaging', '0006_answers'),
        ('vendors', '0003_channels'),
        ('weddings', '0003_people_by_phone'),
    ]

    operations = [
        # No key points at it, so nothing needs it to be unique by vendor and id.
        migrations.RunSQL(
            "ALTER TABLE campaigns_recipient DROP CONSTRAINT campaigns_recipient_vendor_id_id",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(REFRESH, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='recipient',
            name='campaign',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='recipients', to='campaigns.campaign'),
        ),
        migrations.AlterField(
            model_name='recipient',
            name='message',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='messaging.message'),
        ),
        migrations.AlterField(
            model_name='recipient',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='weddings.person'),
        ),
        migrations.AlterField(
            model_name='recipient',
            name='vendor',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor'),
        ),
        migrations.AlterField(
            model_name='recipient',
            name='wedding',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='weddings.wedding'),
        ),
    ]
