"""Nothing is proved twice: composite keys stand for the single ones, their indexes too."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0004_statistics'),
        ('messaging', '0006_answers'),
        ('vendors', '0003_channels'),
        ('weddings', '0003_people_by_phone'),
    ]

    operations = [
        # No key points at it, so nothing needs it to be unique by vendor and id.
        migrations.RunSQL(
            "ALTER TABLE campaigns_recipient DROP CONSTRAINT campaigns_recipient_vendor_id_id",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name='recipient',
            name='campaign',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='recipients', to='campaigns.campaign'),
        ),
        migrations.AlterField(
            model_name='recipient',
            name='message',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='messaging.message'),
        ),
        migrations.AlterField(
            model_name='recipient',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='weddings.person'),
        ),
        migrations.AlterField(
            model_name='recipient',
            name='vendor',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor'),
        ),
        migrations.AlterField(
            model_name='recipient',
            name='wedding',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='weddings.wedding'),
        ),
    ]
