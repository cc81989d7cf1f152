from django.db import migrations

from storstua.base.tenancy import KeepInOrganisation


class Migration(migrations.Migration):
    dependencies = [("people", "0010_remembered_phone")]

    operations = [KeepInOrganisation("people", ("people_remembered_phone",))]
