"""Branches: local, county and national."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from storstua.base.record import OrganisationRecord


class Level(models.TextChoices):
    """How far a branch reaches."""

    LOCAL = "local", _("Lokallag")
    COUNTY = "county", _("Fylkeslag")
    NATIONAL = "national", _("Landsdekkende")

    def reaches_as_far_as(self, other: str) -> bool:
        """True unless the other level reaches further."""
        narrowest_first = list(Level)
        return narrowest_first.index(self) >= narrowest_first.index(Level(other))


class Branch(OrganisationRecord):
    """A part of the organisation with its own place, such as a local or a county branch.

    One that is closed stands as the name of what was done in it, and takes nothing new.
    """

    name = models.CharField(max_length=120)
    level = models.CharField(max_length=10, choices=Level, default=Level.LOCAL)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    county = models.CharField(max_length=40, blank=True)
    is_open = models.BooleanField(default=True)

    class Meta(OrganisationRecord.Meta):
        db_table = "organisations_branch"
        constraints = [
            *OrganisationRecord.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "name"], name="branch_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
