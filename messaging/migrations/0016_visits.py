"""In the admin couples' rows are there only while their vendor is visited."""

from django.db import migrations

from wedsync.vendors.rls import Visited


class Migration(migrations.Migration):
    dependencies = [("messaging", "0013_today"), ("vendors", "0010_operators")]
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
    ]
