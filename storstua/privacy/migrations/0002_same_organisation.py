from django.db import migrations

from storstua.base.tenancy import KeepInOrganisation, RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_tables")]

    operations = [
        KeepInOrganisation("privacy", ("privacy_deletion",)),
        RaiseWalls("privacy", ("privacy_deletion",)),
    ]
