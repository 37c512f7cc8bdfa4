"""Whose copies were made of a library template is found without reading every template."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("personalization", "0007_sketch")]
    operations = [
        migrations.AddIndex(
            "template",
            models.Index(
                fields=["origin"],
                name="copies_by_origin",
                condition=models.Q(vendor__isnull=False) & ~models.Q(origin=""),
            ),
        ),
    ]
