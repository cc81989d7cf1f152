"""A telephone that its owner, a supporter, lets the site remember for two acts."""

from django.conf import settings
from django.db import models

from storstua.base import clock
from storstua.people.models.person import Person


class RememberedPhone(models.Model):
    """One person's browser in one organisation. The cookie's value itself is stored nowhere.

    Stands outside any organisation, since its owner sees it beside the sessions of the account.
    """

    # SHA-256 of the cookie's value, in hexadecimal.
    lookup = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    browser = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "people_remembered_phone"
