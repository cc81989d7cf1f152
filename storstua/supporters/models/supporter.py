"""A supporter: a person in the organisation's service, from nomination to end of role."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from storstua.base.record import OrganisationRecord
from storstua.organisations.models import Branch
from storstua.people.models import Person
from storstua.supporters.choices import ApprovedBy


class Supporter(OrganisationRecord):
    """One peer supporter. What the office calls them stands in `office_id` (unique if given)."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    office_id = models.CharField(max_length=40, blank=True)
    branch = models.ForeignKey(
        Branch, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    municipality = models.CharField(max_length=60, blank=True)
    county = models.CharField(max_length=40, blank=True)
    capacity = models.PositiveSmallIntegerField(default=3)
    starting_load = models.PositiveSmallIntegerField(default=0)
    is_approved_for_minors = models.BooleanField(default=False)
    minors_approved_by = models.CharField(max_length=10, choices=ApprovedBy, blank=True)
    marks = ArrayField(models.CharField(max_length=200), default=list, blank=True)

    class Meta:
        db_table = "supporters_supporter"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "office_id"],
                condition=~models.Q(office_id=""),
                name="office_id_once",
            ),
            models.UniqueConstraint(fields=["organisation", "id"], name="supporter_own"),
            models.CheckConstraint(
                condition=models.Q(is_approved_for_minors=True) | models.Q(minors_approved_by=""),
                name="approved_by_someone_when_approved",
            ),
        ]
        # The directory walks a county in its lasting random order.
        indexes = [models.Index(fields=["organisation", "county", "key"], name="directory_county")]
