"""What the clock deleted, term by term: so that it notices when something is not as usual."""

from django.db import models

from storstua.base import clock
from storstua.base.record import OrganisationRecord


class Deletion(OrganisationRecord):
    """One run of one term in one organisation.

    `due_count` rows were over their time, `deleted_count` went, `coming_count` more will be over
    their time within a week. `stopped_by` says why none did;
    `released_at` is when an administrator said that they shall go all the same.
    """

    term = models.CharField(max_length=20)
    ran_at = models.DateTimeField(default=clock.now)
    due_count = models.PositiveIntegerField(default=0)
    deleted_count = models.PositiveIntegerField(default=0)
    coming_count = models.PositiveIntegerField(default=0)
    stopped_by = models.CharField(max_length=10, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "privacy_deletion"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="deletion_own"),
        ]
        indexes = [models.Index(fields=["organisation", "term", "ran_at"], name="deletion_runs")]
