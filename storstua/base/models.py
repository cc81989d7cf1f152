"""Tables of the ground floor: forms already sent, and counters that slow down floods."""

from django.db import models

from storstua.base import clock


class SentForm(models.Model):
    """A form that was sent, by the key it carried; a second sending leads to the same place.

    `for_again` is what a room lays aside, sealed, for a second sending of the same browser.
    """

    key = models.CharField(max_length=64, primary_key=True)
    location = models.TextField(blank=True)
    for_again = models.BinaryField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "base_sent_form"


class Attempts(models.Model):
    """How many times something was tried inside one span of time, by bucket."""

    bucket = models.CharField(max_length=100)
    span_starts_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "base_attempts"
        constraints = [
            models.UniqueConstraint(fields=["bucket", "span_starts_at"], name="base_attempts_span")
        ]
