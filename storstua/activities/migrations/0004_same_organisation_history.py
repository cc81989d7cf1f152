from django.db import migrations

from storstua.base.tenancy import KeepInOrganisation

# The step above takes whole tables; this table has its other keys from the first migration.
NAME = "activities_activity_duplicate_of_id_same_organisation"


class Migration(migrations.Migration):
    dependencies = [("activities", "0003_month_counts_and_history")]

    operations = [
        KeepInOrganisation("activities", tables=("activities_change",)),
        migrations.RunSQL(
            f'ALTER TABLE "activities_activity" ADD CONSTRAINT "{NAME}" '
            "FOREIGN KEY (organisation_id, duplicate_of_id) "
            'REFERENCES "activities_activity" (organisation_id, id) DEFERRABLE INITIALLY DEFERRED',
            f'ALTER TABLE "activities_activity" DROP CONSTRAINT IF EXISTS "{NAME}"',
        ),
    ]
