from django.db import migrations

from storstua.base.tenancy import KeepInOrganisation, RaiseWalls

TABLES = ("roles_proposal",)


class Migration(migrations.Migration):
    dependencies = [("roles", "0008_proposals")]

    operations = [KeepInOrganisation("roles", TABLES), RaiseWalls("roles", TABLES)]
