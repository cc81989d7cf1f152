from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from storstua import vault
from storstua.base.tenancy import in_each_organisation


def seal(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Seal each address; the row is written anew without it."""
    invitations = apps.get_model("roles", "Invitation").objects
    with vault.keys_held(), vault.new_keys_together():
        for row in invitations.order_by("pk"):
            drawer = vault.Drawer("invitation", row.organisation_id, str(row.key))
            place = drawer.place("roles_invitation", "sealed_email", row.key)
            row.sealed_email, row.email = vault.seal(row.email, place), ""
            row.save(update_fields=["sealed_email", "email"])


class Migration(migrations.Migration):
    dependencies = [("roles", "0005_sealed_email")]

    operations = [migrations.RunPython(in_each_organisation(seal), migrations.RunPython.noop)]
