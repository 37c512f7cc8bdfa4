"""What comes next and what just happened, found by vendor."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('messaging', '0012_inbox'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='deliveryevent',
            index=models.Index(fields=['vendor', '-id'], name='events_as_they_came'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(
                condition=models.Q(('state__in', ['scheduled', 'held'])),
                fields=['vendor', 'not_before'],
                name='messages_to_come',
            ),
        ),
    ]
