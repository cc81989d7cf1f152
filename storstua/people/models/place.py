"""Where an account belongs: the organisations that have a person behind it."""

from django.conf import settings
from django.db import models

from storstua.people.models.person import Person


class PlaceOfAccount(models.Model):
    """Leads from a sign-in to an organisation in which a person stands behind it.

    Stands outside any organisation, since someone who has signed in must first learn where to go.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="places"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="place")

    class Meta:
        db_table = "people_place_of_account"
