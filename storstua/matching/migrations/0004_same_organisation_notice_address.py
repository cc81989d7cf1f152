from django.db import migrations

from storstua.base.tenancy import KeepInOrganisation


class Migration(migrations.Migration):
    dependencies = [("matching", "0003_notice_address")]

    operations = [KeepInOrganisation("matching", ("matching_notice_address",))]
