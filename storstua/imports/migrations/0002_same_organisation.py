from django.db import migrations

from storstua.base.tenancy import KeepInOrganisation


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_tables")]

    operations = [KeepInOrganisation("imports")]
