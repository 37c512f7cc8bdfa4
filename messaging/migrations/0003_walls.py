"""Row-level security of the ledger, and the table of moves that only the database may write."""

from django.db import migrations

from messaging.states import MOVES, WAITING
from wedsync.vendors.rls import AppendOnly, OperatorsOnly, Protect, SameVendor

PAIRS = ", ".join(
    f"('{source}', '{target}')" for source, targets in MOVES.items() for target in sorted(targets)
)
FIRST = ", ".join(f"'{state}'" for state in sorted(WAITING))

LEDGER = f"""
CREATE FUNCTION message_may_move(source text, target text) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT (source, target) IN ({PAIRS}) $$;

CREATE FUNCTION note_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong record;
BEGIN
  SELECT o.state AS source, n.state AS target INTO wrong
    FROM old_rows o JOIN new_rows n USING (id)
    WHERE o.state <> n.state AND NOT message_may_move(o.state, n.state) LIMIT 1;
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
CREATE TRIGGER note_moves AFTER UPDATE ON messaging_message
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_moves();

CREATE FUNCTION begin_waiting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM new_rows WHERE state NOT IN ({FIRST})) THEN
    RAISE check_violation USING MESSAGE = 'a message begins by waiting';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER begin_waiting AFTER INSERT ON messaging_message
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION begin_waiting();
ALTER TABLE messaging_message SET (fillfactor = 85);
"""

TENANT = ["message", "move", "handover", "handed", "lane", "decision", "deliveryevent"]
KEYS = [
    ("message", "person_id", "weddings_person"),
    ("message", "wedding_id", "weddings_wedding"),
    ("move", "message_id", "messaging_message"),
    ("handed", "handover_id", "messaging_handover"),
    ("handed", "message_id", "messaging_message"),
    ("decision", "message_id", "messaging_message"),
    ("deliveryevent", "message_id", "messaging_message"),
    ("consent", "person_id", "weddings_person"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0002_initial"),
        ("weddings", "0002_walls"),
        ("personalization", "0002_walls"),
    ]
    operations = [
        Protect("messaging_provideraccount", shared=True),
        *[Protect(f"messaging_{name}") for name in [*TENANT, "consent", "suppression"]],
        OperatorsOnly("messaging_inboxevent"),
        *[SameVendor(f"messaging_{table}", column, target) for table, column, target in KEYS],
        SameVendor("messaging_message", "variant_id", "personalization_variant", shared=True),
        SameVendor("messaging_handover", "account_id", "messaging_provideraccount", shared=True),
        migrations.RunSQL(LEDGER, migrations.RunSQL.noop),
        AppendOnly("messaging_move"),
        AppendOnly("messaging_decision"),
        AppendOnly("messaging_deliveryevent"),
        AppendOnly("messaging_consent"),
    ]
