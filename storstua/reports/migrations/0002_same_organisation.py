from django.db import migrations

from storstua.base.tenancy import KeepInOrganisation


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_decisions_and_frozen_reports")]

    operations = [KeepInOrganisation("reports")]
