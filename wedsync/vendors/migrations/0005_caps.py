"""What a vendor can answer in a day, until its inbox tells."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vendors', '0004_brand_voice'),
    ]

    operations = [
        migrations.AddField(
            model_name='vendor',
            name='replies_a_day',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Until the inbox tells: how many answers you can write', null=True),
        ),
    ]
