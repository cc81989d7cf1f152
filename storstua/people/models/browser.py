"""A browser that somebody has signed in with, so that strangers who guess do not slow it down."""

from django.conf import settings
from django.db import models

from storstua.base import clock


class KnownBrowser(models.Model):
    """One browser of one account. The cookie's value itself is stored nowhere.

    Opens nothing: its tries at the account's secrets are counted by themselves. Stands outside any
    organisation, as the account does.
    """

    # SHA-256 of the cookie's value and the account's number, in hexadecimal.
    lookup = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    known_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "people_known_browser"
