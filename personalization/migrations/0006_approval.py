"""Approval of what a version says, habits of many vendors, and how variants did."""

import django.contrib.postgres.fields
import django.db.models.deletion
import wedsync.lib.ids
from django.db import migrations, models

from wedsync.vendors.rls import Protect, SameVendor


class Migration(migrations.Migration):

    dependencies = [
        ('personalization', '0005_copy'),
        ('vendors', '0003_channels'),
    ]

    operations = [
        migrations.AddField(
            model_name='template',
            name='needs',
            field=models.CharField(choices=[('nobody', 'nobody'), ('second', 'second'), ('owner', 'owner')], default='nobody', help_text='Who has to approve what a version says before it leaves', max_length=6),
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('content', models.CharField(max_length=64)),
                ('standing', models.CharField(choices=[('written', 'written'), ('asked', 'asked'), ('approved', 'approved'), ('returned', 'returned')], default='written', max_length=8)),
                ('written_by', models.CharField(blank=True, max_length=120)),
                ('asked_by', models.CharField(blank=True, max_length=120)),
                ('decided_by', models.CharField(blank=True, max_length=120)),
                ('decided_at', models.DateTimeField(null=True)),
                ('word', models.CharField(blank=True, help_text='What is missing', max_length=200)),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='approval', to='personalization.templateversion')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['vendor', 'content'], name='approvals_of_words')],
            },
        ),
        migrations.CreateModel(
            name='WordingRule',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('needs', models.CharField(choices=[('nobody', 'nobody'), ('second', 'second'), ('owner', 'owner')], default='nobody', max_length=6)),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('vendor',), name='one_wording_rule_each')],
            },
        ),
        migrations.CreateModel(
            name='PooledHabit',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('photographer', 'Photographer'), ('videographer', 'Videographer'), ('venue', 'Venue'), ('caterer', 'Caterer'), ('planner', 'Planner'), ('florist', 'Florist'), ('music', 'DJ or band'), ('beauty', 'Hair and make-up'), ('cake', 'Cake'), ('officiant', 'Officiant'), ('other', 'Other')], max_length=20)),
                ('role', models.CharField(max_length=12)),
                ('channel', models.CharField(max_length=10)),
                ('acted', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), size=168)),
                ('waited', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), size=168)),
                ('vendors', models.PositiveIntegerField()),
                ('counted_at', models.DateTimeField()),
                ('vendor', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'ordering': ['kind', 'role', 'channel'],
                'constraints': [models.UniqueConstraint(fields=('vendor', 'kind', 'role', 'channel'), name='one_pool_of_a_kind', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('vendor__isnull', True), ('vendors__gte', 5)), name='pools_hide_each')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('value', models.PositiveSmallIntegerField(help_text='Thousandths: how likely it is the best')),
                ('at', models.DateTimeField()),
                ('variant', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='personalization.variant')),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('value__lte', 1000)), name='evidence_is_a_share')],
            },
        ),
        Protect("personalization_evidence"),
        SameVendor("personalization_evidence", "variant_id", "personalization_variant", shared=True),
        Protect("personalization_pooledhabit", shared=True),
        Protect("personalization_approval"),
        Protect("personalization_wordingrule"),
        SameVendor(
            "personalization_approval", "version_id", "personalization_templateversion", shared=True
        ),
    ]
