from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roles", "0004_walls")]

    operations = [
        migrations.AddField("invitation", "sealed_email", models.BinaryField(null=True)),
    ]
