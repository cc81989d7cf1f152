from django.db import migrations

from storstua.base.tenancy import KeepInOrganisation


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_tables")]

    operations = [KeepInOrganisation("matching")]
