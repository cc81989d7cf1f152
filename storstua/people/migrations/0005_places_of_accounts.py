from django.db import migrations

FILL = (
    "INSERT INTO people_place_of_account (account_id, organisation_id, person_id) "
    "SELECT account_id, organisation_id, id FROM people_person WHERE account_id IS NOT NULL"
)


class Migration(migrations.Migration):
    dependencies = [("people", "0004_same_organisation_place")]

    operations = [migrations.RunSQL(FILL, "DELETE FROM people_place_of_account")]
