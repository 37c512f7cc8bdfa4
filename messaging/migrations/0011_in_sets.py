"""The ledger's keys are proved in sets, as its rows are written.

A foreign key asks once for each row: six of those questions were a tenth of what a message cost.
"""

from django.db import migrations

from wedsync.vendors.rls import SameVendorInSets

KEYS = [
    ("decision", "message_id", "messaging_message"),
    ("handed", "message_id", "messaging_message"),
    ("handed", "handover_id", "messaging_handover"),
]


class Migration(migrations.Migration):
    dependencies = [("messaging", "0010_lighter")]
    operations = [
        # The database writes a move of what its transaction has just changed.
        SameVendorInSets("messaging_move", "message_id", "messaging_message", held=True),
        *[SameVendorInSets(f"messaging_{table}", column, target) for table, column, target in KEYS],
    ]
