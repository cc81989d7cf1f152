from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0006_walls")]

    operations = [
        migrations.AddField(
            "organisation",
            "privacy_email",
            models.EmailField(blank=True, default="", max_length=254),
        ),
        migrations.AlterField(
            "organisation", "privacy_email", models.EmailField(blank=True, max_length=254)
        ),
    ]
