"""Help lines by country, with the day someone last checked the number."""

from django.db import models

from storstua.base.record import OrganisationRecord


class HelpLine(OrganisationRecord):
    """A number to call right now, shown by country and never by language.

    Those in the strip of the organisation's country stand on every page; the page of help has the
    others too.
    """

    country = models.CharField(max_length=2, default="NO")
    name = models.CharField(max_length=120)
    number = models.CharField(max_length=30)
    hours = models.CharField(max_length=80, blank=True)
    is_always_open = models.BooleanField(default=True)
    is_for_young = models.BooleanField(default=False)
    is_in_strip = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    checked_on = models.DateField()

    class Meta:
        db_table = "organisations_help_line"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "country", "number"], name="help_line_once"
            ),
            models.UniqueConstraint(fields=["organisation", "id"], name="help_line_own"),
        ]

    @property
    def dial(self) -> str:
        """The number as a phone dials it."""
        return "".join(sign for sign in self.number if sign.isdigit() or sign == "+")
