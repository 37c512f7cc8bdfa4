"""What the caps moved, and how it stood before."""

import django.db.models.deletion
import wedsync.lib.ids
from django.db import migrations, models

from wedsync.vendors.rls import Protect, SameVendor


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0011_answers_in_question'),
        ('vendors', '0005_caps'),
    ]

    operations = [
        migrations.CreateModel(
            name='CapMove',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('fate', models.CharField(choices=[('kept', 'kept'), ('moved', 'moved'), ('asked', 'asked'), ('skipped', 'skipped')], max_length=7)),
                ('rule', models.CharField(max_length=40)),
                ('moment', models.DateTimeField(null=True)),
                ('wished', models.DateTimeField()),
                ('reason', models.CharField(max_length=32)),
                ('settled', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('step', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='cap_move', to='campaigns.plannedstep')),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        Protect("campaigns_capmove"),
        SameVendor("campaigns_capmove", "step_id", "campaigns_plannedstep"),
    ]
