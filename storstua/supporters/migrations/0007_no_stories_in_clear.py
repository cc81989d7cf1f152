from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("supporters", "0006_stories_are_sealed")]
    # The table's file is written anew, since what was deleted lies in it until then.
    atomic = False

    operations = [
        migrations.RemoveField("profile", "story"),
        migrations.RunSQL("VACUUM FULL supporters_profile", migrations.RunSQL.noop),
    ]
