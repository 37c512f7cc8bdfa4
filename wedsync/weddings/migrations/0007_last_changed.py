"""When a client, a person or a wedding changed last: the database notes it, whoever writes."""

import django.db.models.functions.datetime
from django.db import migrations, models


TOUCH = """
CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := statement_timestamp();
  RETURN NEW;
END $$;
CREATE FUNCTION note_change_of_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE weddings_wedding SET updated_at = statement_timestamp()
    WHERE id = coalesce(NEW.wedding_id, OLD.wedding_id);
  RETURN NULL;
END $$;
CREATE TRIGGER note_change BEFORE UPDATE ON weddings_client
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION note_change();
CREATE TRIGGER note_change BEFORE UPDATE ON weddings_person
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION note_change();
CREATE TRIGGER note_change BEFORE UPDATE ON weddings_wedding
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION note_change();
CREATE TRIGGER note_change_of_days AFTER INSERT OR UPDATE OR DELETE ON weddings_weddingday
  FOR EACH ROW EXECUTE FUNCTION note_change_of_days();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('weddings', '0006_proposed_moves'),
    ]

    operations = [
        migrations.AddField(
            model_name='client',
            name='updated_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.AddField(
            model_name='person',
            name='updated_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.AddField(
            model_name='wedding',
            name='updated_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.AddIndex(
            model_name='client',
            index=models.Index(fields=['vendor', 'updated_at'], name='clients_by_change'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['vendor', 'updated_at'], name='people_by_change'),
        ),
        migrations.AddIndex(
            model_name='wedding',
            index=models.Index(fields=['vendor', 'updated_at'], name='weddings_by_change'),
        ),
        migrations.RunSQL(TOUCH, migrations.RunSQL.noop),
    ]
