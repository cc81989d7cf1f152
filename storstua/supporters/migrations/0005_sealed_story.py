from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supporters", "0004_walls")]

    operations = [
        migrations.AddField("profile", "sealed_story", models.BinaryField(default=b"")),
    ]
