"""Threads are seen to by somebody, or put off; replies written again and again are kept."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import wedsync.lib.ids
from wedsync.vendors.rls import Protect, SameVendor


class Migration(migrations.Migration):
    dependencies = [("messaging", "0010_lighter"), ("vendors", "0005_caps")]
    operations = [
        migrations.AddField(
            model_name="thread",
            name="assignee",
            field=models.ForeignKey(
                help_text="Who sees to it",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="threads",
                to="vendors.membership",
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="snoozed_until",
            field=models.DateTimeField(help_text="Out of sight until then", null=True),
        ),
        SameVendor("messaging_thread", "assignee_id", "vendors_membership"),
        migrations.CreateModel(
            name="SavedReply",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=wedsync.lib.ids.UUID7(),
                        default=wedsync.lib.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("text", models.TextField(max_length=4000)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="vendors.vendor",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "saved replies",
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["vendor", "name"], name="one_saved_reply_of_a_name"
                    )
                ],
            },
        ),
        Protect("messaging_savedreply"),
    ]
