"""Nothing is proved twice: composite keys stand for the single ones, their indexes too."""

import django.db.models.deletion
from django.db import migrations, models

# No key points at these, so nothing needs them to be unique by vendor and id.
UNREFERENCED = ["handed", "move", "decision", "deliveryevent"]


class Migration(migrations.Migration):

    dependencies = [
        ('messaging', '0006_answers'),
        ('vendors', '0003_channels'),
        ('weddings', '0003_people_by_phone'),
    ]

    operations = [
        *[
            migrations.RunSQL(
                f"ALTER TABLE messaging_{name} DROP CONSTRAINT messaging_{name}_vendor_id_id",
                migrations.RunSQL.noop,
            )
            for name in UNREFERENCED
        ],
        migrations.AlterField(
            model_name='decision',
            name='message',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='messaging.message'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='vendor',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor'),
        ),
        migrations.AlterField(
            model_name='deliveryevent',
            name='message',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='events', to='messaging.message'),
        ),
        migrations.AlterField(
            model_name='deliveryevent',
            name='vendor',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor'),
        ),
        migrations.AlterField(
            model_name='handed',
            name='handover',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='members', to='messaging.handover'),
        ),
        migrations.AlterField(
            model_name='handed',
            name='message',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='handed', to='messaging.message'),
        ),
        migrations.AlterField(
            model_name='handed',
            name='vendor',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor'),
        ),
        migrations.AlterField(
            model_name='message',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='weddings.person'),
        ),
        migrations.AlterField(
            model_name='message',
            name='vendor',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor'),
        ),
        migrations.AlterField(
            model_name='message',
            name='wedding',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='weddings.wedding'),
        ),
        migrations.AlterField(
            model_name='move',
            name='message',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='messaging.message'),
        ),
        migrations.AlterField(
            model_name='move',
            name='vendor',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vendors.vendor'),
        ),
    ]
