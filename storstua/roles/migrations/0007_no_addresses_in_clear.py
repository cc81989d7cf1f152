from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roles", "0006_addresses_are_sealed")]
    # The table's file is written anew, since what was deleted lies in it until then.
    atomic = False

    operations = [
        migrations.RemoveField("invitation", "email"),
        migrations.AlterField("invitation", "sealed_email", models.BinaryField()),
        migrations.RunSQL("VACUUM FULL roles_invitation", migrations.RunSQL.noop),
    ]
