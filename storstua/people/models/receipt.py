"""Receipt words: the only key of a person without an account."""

from django.db import models

from storstua.base import clock
from storstua.people.models.person import Person


class Receipt(models.Model):
    """Leads from the hash of receipt words to a person; unique in the whole installation.

    Stands outside any organisation, since the words are entered at an address without one.
    """

    lookup = models.BinaryField(max_length=32, unique=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="receipt")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "people_receipt"
