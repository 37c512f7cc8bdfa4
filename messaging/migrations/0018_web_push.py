"""A device of Web Push: its subscription is sealed beside a name that tells nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('messaging', '0017_urgent'),
    ]

    operations = [
        migrations.AddField(
            model_name='device',
            name='sealed',
            field=models.BinaryField(default=b''),
        ),
        migrations.AlterField(
            model_name='device',
            name='gone_at',
            field=models.DateTimeField(help_text='It exists no longer, or was taken back', null=True),
        ),
        migrations.AlterField(
            model_name='device',
            name='platform',
            field=models.CharField(choices=[('web', 'web'), ('ios', 'ios'), ('android', 'android'), ('webpush', 'webpush')], max_length=10),
        ),
        migrations.AlterField(
            model_name='device',
            name='registration',
            field=models.CharField(help_text="FCM's name for it, or our own", max_length=512),
        ),
    ]
