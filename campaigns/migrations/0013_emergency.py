"""Emergencies, and whom each tells one after another."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import messaging.channels.registry
import wedsync.lib.ids
from django.db import migrations, models

from wedsync.vendors.rls import Protect, SameVendor


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0012_caps'),
        ('messaging', '0009_caps'),
        ('vendors', '0005_caps'),
        ('weddings', '0005_milestones'),
    ]

    operations = [
        migrations.CreateModel(
            name='Emergency',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(choices=[('weather', 'The weather endangers the day'), ('venue', 'The venue is closed, or out of reach'), ('illness', 'Somebody who is needed is ill'), ('late', 'We are late, or unable to come'), ('safety', 'The safety of somebody'), ('supply', 'Something the day needs is missing')], max_length=10)),
                ('text', models.TextField(max_length=600)),
                ('channels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=messaging.channels.registry.channel_choices, max_length=10), size=None)),
                ('every_minutes', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)])),
                ('state', models.CharField(choices=[('proposed', 'Waits for a second yes'), ('open', 'Nobody has answered yet'), ('acknowledged', 'Somebody has answered'), ('exhausted', 'Nobody answered: call them'), ('ended', 'Ended by hand')], default='proposed', max_length=12)),
                ('key', models.CharField(help_text='Of the form: a double click is one emergency', max_length=40)),
                ('started_by', models.CharField(max_length=120)),
                ('started_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('confirmed_by', models.CharField(blank=True, max_length=120)),
                ('confirmed_how', models.CharField(blank=True, choices=[('member', 'Another member'), ('password', 'Their own password again')], max_length=8)),
                ('opened_at', models.DateTimeField(null=True)),
                ('acknowledged_how', models.CharField(blank=True, max_length=40)),
                ('ended_by', models.CharField(blank=True, max_length=120)),
                ('ended_at', models.DateTimeField(null=True)),
                ('acknowledged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='weddings.person')),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
                ('wedding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='emergencies', to='weddings.wedding')),
            ],
            options={
                'verbose_name_plural': 'emergencies',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='EmergencyStep',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('channel', models.CharField(choices=messaging.channels.registry.channel_choices, max_length=10)),
                ('fate', models.CharField(choices=[('ahead', 'ahead'), ('said', 'said'), ('failed', 'failed')], default='ahead', max_length=6)),
                ('said_at', models.DateTimeField(null=True)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('emergency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='campaigns.emergency')),
                ('message', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='messaging.message')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='weddings.person')),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'ordering': ['emergency', 'number'],
            },
        ),
        migrations.AddIndex(
            model_name='emergency',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['id'], name='emergencies_open'),
        ),
        migrations.AddIndex(
            model_name='emergency',
            index=models.Index(fields=['vendor', 'wedding'], name='emergencies_of_a_wedding'),
        ),
        migrations.AddConstraint(
            model_name='emergency',
            constraint=models.UniqueConstraint(fields=('vendor', 'key'), name='started_once'),
        ),
        migrations.AddConstraint(
            model_name='emergencystep',
            constraint=models.UniqueConstraint(fields=('emergency', 'number'), name='one_step_of_a_number'),
        ),
        Protect("campaigns_emergency"),
        Protect("campaigns_emergencystep"),
        SameVendor("campaigns_emergency", "wedding_id", "weddings_wedding"),
        SameVendor("campaigns_emergency", "acknowledged_by_id", "weddings_person"),
        SameVendor("campaigns_emergencystep", "emergency_id", "campaigns_emergency"),
        SameVendor("campaigns_emergencystep", "person_id", "weddings_person"),
        SameVendor("campaigns_emergencystep", "message_id", "messaging_message"),
    ]
