"""Fresh statistics for tables that grow by thousands within seconds.

With the statistics of an empty table the planner takes any index that begins with the vendor, and
so do the checks of the foreign keys: each row of a first big campaign then costs as much as all
rows before it. Autovacuum looks once a minute, which is too late.
"""

from django.db import migrations

GROWING = "campaigns_recipient", "messaging_message", "messaging_handover", "messaging_handed"

REFRESH = f"""
CREATE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
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
END $$;
REVOKE ALL ON FUNCTION refresh_statistics() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_statistics() TO wedsync_app, wedsync_operator;
"""


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0003_walls"), ("messaging", "0006_answers")]
    operations = [migrations.RunSQL(REFRESH, "DROP FUNCTION refresh_statistics()")]
