"""The words that people agree to, numbered and never changed; what is unread, for the menu."""

import django.db.models.deletion
import django.db.models.functions.datetime
import messaging.channels.registry
import wedsync.lib.ids
from django.db import migrations, models

from wedsync.vendors.rls import AppendOnly, Protect


class Migration(migrations.Migration):

    dependencies = [
        ('messaging', '0013_today'),
        ('vendors', '0005_caps'),
    ]

    operations = [
        migrations.CreateModel(
            name='ConsentText',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('channel', models.CharField(choices=messaging.channels.registry.channel_choices, max_length=10)),
                ('purpose', models.CharField(max_length=12)),
                ('language', models.CharField(help_text='Of the page that shows it', max_length=10)),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.TextField(max_length=600)),
                ('written_by', models.CharField(max_length=60)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('vendor', 'channel', 'purpose', 'language', 'number'), name='one_consent_text_of_a_number')],
            },
        ),
        Protect("messaging_consenttext"),
        AppendOnly("messaging_consenttext"),
        migrations.AddIndex(
            model_name='thread',
            index=models.Index(condition=models.Q(('unread__gt', 0)), fields=['vendor', 'snoozed_until'], name='threads_unread'),
        ),
    ]
