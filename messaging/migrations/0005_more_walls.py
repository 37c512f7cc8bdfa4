"""Walls of the new tables, and a ledger that lets a late report move what was given up."""

from django.db import migrations

from messaging.states import MOVES, PROVEN, REPORTED, State
from wedsync.vendors.rls import OperatorsOnly, Protect, SameVendor

PAIRS = ", ".join(
    f"('{source}', '{target}')" for source, targets in MOVES.items() for target in sorted(targets)
)
ARRIVED = ", ".join(f"'{state}'" for state in sorted(PROVEN | REPORTED))

# `tries` counts intents: without one, nothing can have been accepted, whatever a report says.
LEDGER = f"""
CREATE OR REPLACE FUNCTION message_may_move(source text, target text) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT (source, target) IN ({PAIRS}) $$;

-- Its plan is made once a session, for as few rows as came first, and "LIMIT 1" flatters a nested
-- loop: thousands of rows would be compared each with each.
CREATE OR REPLACE FUNCTION note_moves() RETURNS trigger LANGUAGE plpgsql
  SET enable_nestloop = off AS $$
DECLARE wrong record;
BEGIN
  SELECT o.state AS source, n.state AS target INTO wrong
    FROM old_rows o JOIN new_rows n USING (id)
    WHERE o.state <> n.state AND (
      NOT message_may_move(o.state, n.state)
      OR n.tries = 0 AND n.state IN ({ARRIVED}) AND n.state <> '{State.SUPPRESSED}'
    ) LIMIT 1;
  IF FOUND THEN
    RAISE check_violation USING
      MESSAGE = format('a message can not go from %s to %s', wrong.source, wrong.target);
  END IF;
  INSERT INTO messaging_move (vendor_id, message_id, source, target, reason, actor, at)
    SELECT n.vendor_id, n.id, o.state, n.state, n.reason,
           coalesce(current_setting('app.actor', true), ''), clock_timestamp()
    FROM old_rows o JOIN new_rows n USING (id) WHERE o.state <> n.state;
  RETURN NULL;
END $$;
"""

TABLES = ["softbounces", "device", "note", "thread", "inbound", "todo"]
KEYS = [
    ("device", "person_id", "weddings_person"),
    ("note", "message_id", "messaging_message"),
    ("note", "person_id", "weddings_person"),
    ("thread", "person_id", "weddings_person"),
    ("thread", "wedding_id", "weddings_wedding"),
    ("inbound", "thread_id", "messaging_thread"),
    ("inbound", "answers_id", "messaging_message"),
    ("todo", "person_id", "weddings_person"),
    ("todo", "message_id", "messaging_message"),
]


class Migration(migrations.Migration):
    dependencies = [("messaging", "0004_channels")]
    operations = [
        *[Protect(f"messaging_{name}") for name in TABLES],
        OperatorsOnly("messaging_bucket"),
        *[SameVendor(f"messaging_{table}", column, target) for table, column, target in KEYS],
        migrations.RunSQL(LEDGER, migrations.RunSQL.noop),
    ]
