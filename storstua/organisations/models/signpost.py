"""Signposts: from a secret in a link to the organisation in which it opens something."""

from django.db import models


class Signpost(models.Model):
    """Leads from the hash of a link's secret to an organisation; unique in the installation.

    Stands outside any organisation, since such a link has an address without one. What the secret
    opens stands inside, with the same hash.
    """

    lookup = models.BinaryField(max_length=32, unique=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        db_table = "organisations_signpost"
