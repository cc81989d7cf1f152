"""Places: a supporter has a number of them, and an ask or a talk takes one."""

import uuid

from django.db import models

from storstua.base import clock
from storstua.base.record import OrganisationRecord
from storstua.supporters.choices import PlaceKind
from storstua.supporters.models.supporter import Supporter


class Place(OrganisationRecord):
    """One place taken, by whatever `taken_by` names; released when `released_at` is set."""

    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, related_name="places")
    kind = models.CharField(max_length=10, choices=PlaceKind)
    taken_by = models.UUIDField(default=uuid.uuid4)
    taken_at = models.DateTimeField(default=clock.now)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "supporters_place"
        constraints = [
            models.UniqueConstraint(
                fields=["supporter", "taken_by"],
                condition=models.Q(released_at__isnull=True),
                name="place_taken_once",
            ),
            models.UniqueConstraint(fields=["organisation", "id"], name="place_own"),
        ]
