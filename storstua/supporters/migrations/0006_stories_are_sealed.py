from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from storstua import vault
from storstua.base.tenancy import in_each_organisation


def seal(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Seal each story; the row is written anew without the text."""
    profiles = apps.get_model("supporters", "Profile").objects
    with vault.keys_held(), vault.new_keys_together():
        for row in profiles.exclude(story="").order_by("pk"):
            drawer = vault.Drawer("profile", row.organisation_id, str(row.key))
            place = drawer.place("supporters_profile", "sealed_story", row.key)
            row.sealed_story, row.story = vault.seal(row.story, place), ""
            row.save(update_fields=["sealed_story", "story"])


class Migration(migrations.Migration):
    dependencies = [("supporters", "0005_sealed_story")]

    operations = [migrations.RunPython(in_each_organisation(seal), migrations.RunPython.noop)]
