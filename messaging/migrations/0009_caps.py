"""A vendor's own rules for how much is enough."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import messaging.channels.registry
import wedsync.lib.ids
from django.db import migrations, models

from wedsync.vendors.rls import Protect


class Migration(migrations.Migration):

    dependencies = [
        ('messaging', '0008_held_out'),
        ('vendors', '0005_caps'),
    ]

    operations = [
        migrations.CreateModel(
            name='CapRule',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('scope', models.CharField(choices=[('person', 'One person'), ('couple', 'Everybody of one couple together'), ('channel', 'One person, each channel by itself')], default='person', max_length=7)),
                ('purposes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('emergency', 'emergency'), ('contractual', 'contractual'), ('helpful', 'helpful'), ('marketing', 'marketing')], max_length=12), size=None)),
                ('channels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=messaging.channels.registry.channel_choices, max_length=10), blank=True, default=list, size=None)),
                ('most', models.PositiveSmallIntegerField(default=4, validators=[django.core.validators.MaxValueValidator(100)])),
                ('per', models.CharField(blank=True, choices=[('', 'So many days on end'), ('day', 'Calendar day'), ('week', 'Calendar week'), ('month', 'Calendar month')], default='', max_length=5)),
                ('days', models.PositiveSmallIntegerField(default=7, help_text='On end, where no calendar is named', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(31)])),
                ('on_exceed', models.CharField(choices=[('move', 'Move it to the next free day'), ('ask', 'Ask me'), ('skip', 'Leave it out')], default='move', max_length=4)),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        Protect("messaging_caprule"),
    ]
