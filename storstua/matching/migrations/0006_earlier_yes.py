from django.db import migrations, models


def both_said_yes(apps, schema_editor):
    """A yes from before the person was asked too had already opened the talk."""
    rows = apps.get_model("matching", "Ask").objects.using(schema_editor.connection.alias)
    rows.filter(answer="yes", met_at=None).update(met_at=models.F("answered_at"))


class Migration(migrations.Migration):
    dependencies = [("matching", "0005_seekers_answer")]

    operations = [migrations.RunPython(both_said_yes, migrations.RunPython.noop)]
