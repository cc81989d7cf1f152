from django.db import migrations

from storstua.base.tenancy import KeepInOrganisation, RaiseWalls

TABLES = ("roles_opening",)


class Migration(migrations.Migration):
    dependencies = [("roles", "0010_opening")]

    operations = [KeepInOrganisation("roles", TABLES), RaiseWalls("roles", TABLES)]
