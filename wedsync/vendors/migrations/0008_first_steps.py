"""The first steps of a new vendor can be put away."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vendors', '0006_api'),
    ]

    operations = [
        migrations.AddField(
            model_name='vendor',
            name='first_steps_over_at',
            field=models.DateTimeField(blank=True, help_text='Put away, done or not', null=True),
        ),
    ]
