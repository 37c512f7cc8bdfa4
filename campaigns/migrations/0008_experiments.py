"""Experiments, who got which wording, and the goals that weddings reached."""

import django.db.models.deletion
import django.db.models.functions.datetime
import wedsync.lib.ids
from django.db import migrations, models

from wedsync.vendors.rls import Protect, SameVendor


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0007_campaign_life'),
        ('vendors', '0004_brand_voice'),
        ('weddings', '0004_venue_position'),
    ]

    operations = [
        migrations.CreateModel(
            name='Experiment',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(help_text='campaign:<id>, or timeline:<id>:<step> for a step', max_length=120)),
                ('purpose', models.CharField(choices=[('emergency', 'emergency'), ('contractual', 'contractual'), ('helpful', 'helpful'), ('marketing', 'marketing')], max_length=12)),
                ('goal', models.CharField(choices=[('clicked', 'clicked'), ('replied', 'replied'), ('questionnaire', 'questionnaire'), ('contract', 'contract'), ('deposit', 'deposit'), ('balance', 'balance'), ('review', 'review'), ('add_on', 'add_on')], default='clicked', max_length=16)),
                ('window_days', models.PositiveSmallIntegerField(help_text='After its message, in which a goal counts')),
                ('horizon_days', models.PositiveSmallIntegerField(help_text='From the start to the last look at the result')),
                ('bandit', models.BooleanField(default=False, help_text='Weights follow the results, daily')),
                ('draws', models.JSONField(default=list)),
                ('tuned', models.JSONField(default=dict, help_text='Weights that results have put in place of the given ones')),
                ('tuned_at', models.DateTimeField(null=True)),
                ('looks', models.PositiveSmallIntegerField(default=0)),
                ('looked_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(help_text='When it is next looked at or tuned; null once ended', null=True)),
                ('word', models.CharField(blank=True, choices=[('winner', 'winner'), ('either is fine', 'either is fine'), ('not enough data', 'not enough data')], max_length=16)),
                ('findings', models.JSONField(default=dict)),
                ('started_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('ended_at', models.DateTimeField(null=True)),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('unit', models.UUIDField(help_text='The wedding; without one, the person')),
                ('variant_key', models.CharField(help_text='"held": left out on purpose', max_length=4)),
                ('draw', models.PositiveSmallIntegerField(help_text='The position of its weights in `draws`')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('vendor', models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
                ('experiment', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='campaigns.experiment')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='GoalReached',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('clicked', 'clicked'), ('replied', 'replied'), ('questionnaire', 'questionnaire'), ('contract', 'contract'), ('deposit', 'deposit'), ('balance', 'balance'), ('review', 'review'), ('add_on', 'add_on')], max_length=16)),
                ('at', models.DateTimeField()),
                ('value', models.BigIntegerField(default=0, help_text='Minor units of currency')),
                ('currency', models.CharField(blank=True, help_text='ISO 4217; blank: no money', max_length=3)),
                ('key', models.CharField(max_length=200)),
                ('vendor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
                ('wedding', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='weddings.wedding')),
            ],
            options={
                'verbose_name_plural': 'goals reached',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.AddIndex(
            model_name='experiment',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='experiments_due'),
        ),
        migrations.AddConstraint(
            model_name='experiment',
            constraint=models.UniqueConstraint(fields=('vendor', 'subject'), name='one_experiment_a_subject'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(fields=('experiment', 'unit'), name='assigned_once'),
        ),
        migrations.AddIndex(
            model_name='goalreached',
            index=models.Index(fields=['vendor', 'wedding', 'kind', 'at'], name='goals_of_a_wedding'),
        ),
        migrations.AddConstraint(
            model_name='goalreached',
            constraint=models.UniqueConstraint(fields=('vendor', 'key'), name='a_goal_counts_once'),
        ),
        Protect("campaigns_experiment"),
        Protect("campaigns_assignment"),
        Protect("campaigns_goalreached"),
        SameVendor("campaigns_assignment", "experiment_id", "campaigns_experiment"),
        SameVendor("campaigns_goalreached", "wedding_id", "weddings_wedding"),
    ]
