from django.db import migrations

FILL = (
    "INSERT INTO organisations_signpost (lookup, organisation_id) "
    "SELECT token_hash, organisation_id FROM roles_invitation"
)


class Migration(migrations.Migration):
    dependencies = [("roles", "0002_same_organisation"), ("organisations", "0005_signpost")]

    operations = [migrations.RunSQL(FILL, "DELETE FROM organisations_signpost")]
