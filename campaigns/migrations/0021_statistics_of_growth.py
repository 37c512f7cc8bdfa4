"""Statistics are renewed where rows have been added, and of columns somebody searches by.

A message changes four times on its way, which counted as growth: a launch of 20,000 had its tables
looked through a dozen times, the documents that travel with its messages included, though nothing
is ever found by those.
"""

from django.db import migrations

GROWING = "campaigns_recipient", "messaging_message", "messaging_handover", "messaging_handed"
DOCUMENTS = {
    "messaging_handover": ("frame", "context", "digest"),
    "messaging_handed": ("context",),
    "messaging_decision": ("objections", "facts"),
}
SKIPPED = "\n".join(
    f"ALTER TABLE {table} {', '.join(f'ALTER {one} SET STATISTICS 0' for one in columns)};"
    for table, columns in DOCUMENTS.items()
)

REFRESH = f"""
CREATE OR REPLACE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE grown regclass;
BEGIN
  FOR grown IN
    SELECT c.oid FROM pg_class c JOIN pg_stat_user_tables s ON s.relid = c.oid
    WHERE c.relname IN {GROWING} AND c.relnamespace = 'public'::regnamespace
      AND s.n_live_tup > 1.5 * greatest(c.reltuples, 0) + 200
  LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) %s', grown);
  END LOOP;
  -- What this transaction writes is known at its commit, not up to a second later.
  PERFORM pg_stat_force_next_flush();
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0020_recipients_in_sets"),
        ("messaging", "0020_moves_at_once"),
    ]
    operations = [
        migrations.RunSQL(SKIPPED, migrations.RunSQL.noop),
        migrations.RunSQL(REFRESH, migrations.RunSQL.noop),
    ]
