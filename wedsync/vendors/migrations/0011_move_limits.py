"""How far and how close a machine may move a wedding is the vendor's to say."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vendors', '0010_operators'),
    ]

    operations = [
        migrations.AddField(
            model_name='vendor',
            name='move_far_days',
            field=models.PositiveSmallIntegerField(default=14, help_text='A longer move by an import or your CRM waits for your yes', validators=[django.core.validators.MaxValueValidator(366)]),
        ),
        migrations.AddField(
            model_name='vendor',
            name='move_near_days',
            field=models.PositiveSmallIntegerField(default=30, help_text='So close to today, every one of them does', validators=[django.core.validators.MaxValueValidator(366)]),
        ),
    ]
