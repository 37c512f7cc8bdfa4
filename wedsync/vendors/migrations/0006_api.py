"""Keys that programs sign in with, and what their POSTs were answered."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import wedsync.lib.ids
from django.db import migrations, models

from wedsync.vendors.rls import Protect, SameVendor


class Migration(migrations.Migration):

    dependencies = [
        ('vendors', '0005_caps'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiKey',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('prefix', models.CharField(editable=False, max_length=12, unique=True)),
                ('digest', models.BinaryField()),
                ('old_digest', models.BinaryField(null=True)),
                ('old_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('last_used_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('seat', models.ForeignKey(help_text="Its maker's: it goes with it", on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='vendors.membership')),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['vendor', '-id'], name='keys_by_vendor'), models.Index(fields=['vendor', 'seat'], name='keys_by_seat')],
            },
        ),
        migrations.CreateModel(
            name='StoredAnswer',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('caller', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=255)),
                ('digest', models.BinaryField()),
                ('status', models.PositiveSmallIntegerField()),
                ('headers', models.JSONField(default=dict)),
                ('body', models.TextField(blank=True)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'indexes': [models.Index(fields=['created_at'], name='answers_by_age')],
                'constraints': [models.UniqueConstraint(fields=('vendor', 'caller', 'key'), name='one_answer_a_key')],
            },
        ),
        Protect("vendors_apikey"),
        Protect("vendors_storedanswer"),
        SameVendor("vendors_apikey", "seat_id", "vendors_membership"),
    ]
