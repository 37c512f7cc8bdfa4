"""Operators look at a vendor's couples only in a visit, and switch features off."""

import datetime
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import wedsync.lib.ids
from django.conf import settings
from django.db import migrations, models

from wedsync.vendors.rls import SWITCHES, VISITS, AppendOnly, Protect, SameVendor


class Migration(migrations.Migration):

    dependencies = [
        ('vendors', '0009_seats'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SupportVisit',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(max_length=300)),
                ('emergency', models.BooleanField(default=False)),
                ('started_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('ends_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('operator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='SupportLook',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('noun', models.CharField(max_length=60)),
                ('subject', models.CharField(blank=True, max_length=64)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='vendors.supportvisit')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='supportvisit',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['operator'], name='visits_open'),
        ),
        migrations.AddIndex(
            model_name='supportvisit',
            index=models.Index(fields=['vendor', '-id'], name='visits_of_a_vendor'),
        ),
        migrations.AddConstraint(
            model_name='supportvisit',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('vendor', 'operator'), name='one_open_visit'),
        ),
        migrations.AddConstraint(
            model_name='supportvisit',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('started_at')), ('ends_at__lte', django.db.models.expressions.CombinedExpression(models.F('started_at'), '+', models.Value(datetime.timedelta(seconds=14400))))), name='a_visit_is_short'),
        ),
        migrations.AddConstraint(
            model_name='supportlook',
            constraint=models.UniqueConstraint(fields=('visit', 'noun', 'subject'), name='seen_once_a_visit'),
        ),
        Protect('vendors_supportvisit'),
        Protect('vendors_supportlook'),
        SameVendor('vendors_supportlook', 'visit_id', 'vendors_supportvisit'),
        migrations.RunSQL(VISITS, migrations.RunSQL.noop),
        migrations.CreateModel(
            name='Switch',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('feature', models.CharField(choices=[('sending', 'All sending'), ('channel_email', 'E-mail'), ('channel_sms', 'SMS'), ('channel_whatsapp', 'WhatsApp'), ('channel_push', 'Push'), ('channel_in_app', 'In-app messages'), ('ai_copy', 'AI copy'), ('bandit', 'Shares that follow the results'), ('webhooks', 'Webhooks to others'), ('connectors', 'What other systems tell us')], max_length=20)),
                ('is_on', models.BooleanField()),
                ('reason', models.CharField(max_length=200)),
                ('actor', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('vendor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'verbose_name_plural': 'switches',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['feature', 'vendor', '-id'], name='switches_latest')],
            },
        ),
        Protect('vendors_switch', shared=True),
        AppendOnly('vendors_switch'),
        migrations.RunSQL(SWITCHES, migrations.RunSQL.noop),
    ]
