"""What a set of moves may be, and that they were made, is looked at in one pass.

Every message moves three times until it has left. Its rows were joined twice for it, the second
time to write them down; each was then looked up again to see that it is its own vendor's, though
the trigger had just copied both from the message itself.
"""

from django.db import migrations

from messaging.states import PROVEN, REPORTED, State

ARRIVED = ", ".join(f"'{state}'" for state in sorted(PROVEN | REPORTED))
# An error takes back what was written before it was found: all of it is one statement.
NOTE = f"""
CREATE OR REPLACE FUNCTION note_moves() RETURNS trigger LANGUAGE plpgsql
  SET enable_nestloop = off AS $$
DECLARE wrong record;
BEGIN
  WITH moved AS MATERIALIZED (
    SELECT n.vendor_id, n.id, o.state AS source, n.state AS target, n.reason,
           n.tries = 0 AS untried
    FROM old_rows o JOIN new_rows n USING (id) WHERE o.state <> n.state
  ), noted AS (
    INSERT INTO messaging_move (vendor_id, message_id, source, target, reason, actor, at)
    SELECT vendor_id, id, source, target, reason,
           coalesce(current_setting('app.actor', true), ''), clock_timestamp()
    FROM moved
  )
  SELECT source, target INTO wrong FROM (SELECT DISTINCT source, target, untried FROM moved) pair
    WHERE NOT message_may_move(source, target)
       OR untried AND target IN ({ARRIVED})
          AND target <> '{State.SUPPRESSED}'
    LIMIT 1;
  IF FOUND THEN
    RAISE check_violation USING
      MESSAGE = format('a message can not go from %s to %s', wrong.source, wrong.target);
  END IF;
  RETURN NULL;
END $$;
"""
# Whoever else writes a move is asked whose message it is.
OURS = """
DROP TRIGGER messaging_move_message_id_same_vendor ON messaging_move;
CREATE TRIGGER messaging_move_message_id_same_vendor AFTER INSERT ON messaging_move
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN (pg_trigger_depth() < 1)
  EXECUTE FUNCTION messaging_move_message_id_same_vendor();
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0019_messages_in_sets")]
    operations = [
        migrations.RunSQL(NOTE, migrations.RunSQL.noop),
        migrations.RunSQL(OURS, migrations.RunSQL.noop),
    ]
