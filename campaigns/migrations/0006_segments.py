"""Segments, and their walls."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import wedsync.lib.ids
from wedsync.vendors.rls import Protect


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0005_leaner'),
        ('vendors', '0004_brand_voice'),
    ]

    operations = [
        migrations.CreateModel(
            name='Segment',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('tree', models.JSONField(blank=True, default=list, help_text='See campaigns/segments/parse.py')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'ordering': ['name', 'id'],
                'constraints': [models.UniqueConstraint(fields=('vendor', 'name'), name='one_segment_of_a_name')],
            },
        ),
        Protect("campaigns_segment"),
    ]
