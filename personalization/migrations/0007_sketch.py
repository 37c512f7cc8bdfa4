"""Drafts of what templates will say next."""

import django.db.models.deletion
import django.db.models.functions.datetime
import wedsync.lib.ids
from django.db import migrations, models

from wedsync.vendors.rls import Protect, SameVendor


class Migration(migrations.Migration):

    dependencies = [
        ('personalization', '0006_approval'),
        ('vendors', '0009_seats'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sketch',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('wordings', models.JSONField(default=list)),
                ('based_on', models.PositiveIntegerField(default=0)),
                ('refused', models.JSONField(blank=True, default=list, help_text='What a model suggested and nobody wants: copy and slot')),
                ('changed_by', models.CharField(blank=True, max_length=120)),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('template', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sketch', to='personalization.template')),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'verbose_name_plural': 'sketches',
            },
        ),
        Protect("personalization_sketch"),
        SameVendor(
            "personalization_sketch", "template_id", "personalization_template", shared=True
        ),
    ]
