from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("privacy", "0002_same_organisation")]

    operations = [
        migrations.AddField("deletion", "coming_count", models.PositiveIntegerField(default=0)),
    ]
