"""A session: one sign-in, or one use of receipt words, in one browser."""

from __future__ import annotations

from django.db import models

from storstua.base import clock
from storstua.people.models.account import Account


class Session(models.Model):
    """What the site remembers of one browser. The cookie's value itself is stored nowhere.

    The names of the fields are those Django's own session store asks for.
    """

    # SHA-256 of the cookie's value, in hexadecimal.
    session_key = models.CharField(max_length=64, primary_key=True)
    session_data = models.TextField()
    expire_date = models.DateTimeField(db_index=True)
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="+")
    browser = models.CharField(max_length=60, blank=True)
    seen_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "people_session"
