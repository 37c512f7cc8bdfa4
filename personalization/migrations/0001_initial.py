import django.db.models.deletion
import django.db.models.functions.datetime
import wedsync.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("vendors", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name='Template',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.SlugField(blank=True, help_text='Names a library template for good; else blank', max_length=60)),
                ('name', models.CharField(max_length=120)),
                ('purpose', models.CharField(choices=[('emergency', 'Emergency'), ('contractual', 'Contractual'), ('helpful', 'Helpful'), ('marketing', 'Marketing')], default='helpful', max_length=12)),
                ('description', models.TextField(blank=True)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('vendor', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'ordering': ['name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='TemplateVersion',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='versions', to='personalization.template')),
                ('vendor', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
            ],
            options={
                'ordering': ['template', '-number'],
            },
        ),
        migrations.CreateModel(
            name='Variant',
            fields=[
                ('id', models.UUIDField(db_default=wedsync.lib.ids.UUID7(), default=wedsync.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=1)),
                ('channel', models.CharField(choices=[('email', 'email')], max_length=10)),
                ('language', models.CharField(default='en', help_text='BCP 47', max_length=12)),
                ('weight', models.PositiveSmallIntegerField(default=1)),
                ('subject', models.TextField()),
                ('preheader', models.TextField(blank=True)),
                ('blocks', models.JSONField()),
                ('compiled', models.JSONField(editable=False)),
                ('vendor', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='variants', to='personalization.templateversion')),
            ],
            options={
                'ordering': ['version', 'key', 'channel', 'language'],
            },
        ),
        migrations.AddIndex(
            model_name='template',
            index=models.Index(fields=['vendor', 'name'], name='templates_by_name'),
        ),
        migrations.AddConstraint(
            model_name='template',
            constraint=models.UniqueConstraint(condition=models.Q(('archived_at', None)), fields=('vendor', 'name'), name='one_template_of_a_name', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='template',
            constraint=models.UniqueConstraint(condition=models.Q(('vendor__isnull', True), models.Q(('key', ''), _negated=True)), fields=('key',), name='one_library_template_a_key'),
        ),
        migrations.AddConstraint(
            model_name='templateversion',
            constraint=models.UniqueConstraint(fields=('template', 'number'), name='versions_are_numbered'),
        ),
        migrations.AddConstraint(
            model_name='variant',
            constraint=models.UniqueConstraint(fields=('version', 'key', 'channel', 'language'), name='one_wording_of_a_kind'),
        ),
    ]
