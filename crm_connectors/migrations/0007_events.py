"""What a job's other events became, so that they move when they move there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("crm_connectors", "0006_visits")]
    operations = [
        migrations.AddField(
            "record",
            "events",
            models.JSONField(
                blank=True,
                default=list,
                help_text="Days and milestones its events became, gatherings.py",
            ),
        ),
    ]
