from django.db import migrations

from storstua.base.tenancy import RaiseWalls


class Migration(migrations.Migration):
    # The other rooms named here have steps over rows of all organisations, which come first.
    dependencies = [
        ("conversations", "0003_county"),
        ("matching", "0006_earlier_yes"),
        ("notices", "0004_paths_inside"),
        ("people", "0005_places_of_accounts"),
        ("roles", "0003_signposts_of_invitations"),
    ]

    operations = [RaiseWalls("conversations")]
