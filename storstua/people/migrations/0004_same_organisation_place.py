from django.db import migrations

from storstua.base.tenancy import KeepInOrganisation


class Migration(migrations.Migration):
    dependencies = [("people", "0003_place_of_account")]

    operations = [KeepInOrganisation("people", ("people_place_of_account",))]
