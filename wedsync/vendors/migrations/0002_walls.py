"""Row-level security of the ground floor, and the chain of events."""

from django.db import migrations

from wedsync.vendors.rls import SCHEMA, AppendOnly, Protect

CHAIN = """
-- Number and chain a vendor's events. The lock makes the order of numbers the order of commits;
-- event_digest() is also what the verifier calls, so there is one definition of the digest.
CREATE FUNCTION event_digest(e vendors_event) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(e.previous || convert_to(jsonb_build_array(
    e.id, e.vendor_id, e.number, extract(epoch FROM e.at), e.actor, e.verb,
    e.subject_type, e.subject_id, e.data)::text, 'UTF8'))
$$;
CREATE FUNCTION chain_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last vendors_event;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('event:' || NEW.vendor_id, 0));
  SELECT * INTO last FROM vendors_event
    WHERE vendor_id = NEW.vendor_id ORDER BY number DESC LIMIT 1;
  NEW.number := coalesce(last.number, 0) + 1;
  NEW.previous := coalesce(last.digest, ''::bytea);
  NEW.at := clock_timestamp();
  NEW.digest := event_digest(NEW);
  RETURN NEW;
END $$;
CREATE TRIGGER chain_event BEFORE INSERT ON vendors_event
  FOR EACH ROW EXECUTE FUNCTION chain_event();
"""


class Migration(migrations.Migration):
    dependencies = [("vendors", "0001_initial")]
    operations = [
        migrations.RunSQL(SCHEMA, migrations.RunSQL.noop),
        Protect("vendors_vendor", column="id"),
        Protect("vendors_membership"),
        Protect("vendors_event"),
        migrations.RunSQL(CHAIN, migrations.RunSQL.noop),
        AppendOnly("vendors_event"),
    ]
