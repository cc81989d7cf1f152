from django.db import migrations

from storstua.base.tenancy import KeepInOrganisation


class Migration(migrations.Migration):
    dependencies = [("activities", "0001_tables")]

    operations = [KeepInOrganisation("activities")]
