"""A seat can be offered to an address, and keeps the views its member likes."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import wedsync.lib.ids
from wedsync.vendors.rls import Protect, SameVendor


class Migration(migrations.Migration):

    dependencies = [
        ('vendors', '0008_first_steps'),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254)),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('manager', 'Manager'), ('assistant', 'Assistant'), ('viewer', 'Viewer')], default='assistant', max_length=12)),
                ('invited_by', models.CharField(max_length=120)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('ends_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('accepted_at__isnull', True)), fields=('vendor', 'email'), name='invited_once')],
            },
        ),
        Protect('vendors_invitation'),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('page', models.CharField(max_length=30)),
                ('name', models.CharField(max_length=60)),
                ('query', models.CharField(max_length=500)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='views', to='vendors.membership')),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'ordering': ['name', 'id'],
                'constraints': [models.UniqueConstraint(fields=('seat', 'page', 'name'), name='one_view_of_a_name')],
            },
        ),
        Protect('vendors_savedview'),
        SameVendor('vendors_savedview', 'seat_id', 'vendors_membership'),
    ]
