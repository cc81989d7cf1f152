"""What a supporter has fulfilled: course, membership, supervision; and the signed declaration."""

from django.db import models

from storstua.base.record import OrganisationRecord
from storstua.supporters.choices import Requirement
from storstua.supporters.models.supporter import Supporter


class Fulfilment(OrganisationRecord):
    """A requirement was fulfilled on a day."""

    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, related_name="fulfilments")
    requirement = models.CharField(max_length=20, choices=Requirement)
    on = models.DateField(db_column="fulfilled_on")

    class Meta:
        db_table = "supporters_fulfilment"
        constraints = [
            models.UniqueConstraint(
                fields=["supporter", "requirement", "on"], name="fulfilment_once"
            ),
            models.UniqueConstraint(fields=["organisation", "id"], name="fulfilment_own"),
        ]


class Declaration(OrganisationRecord):
    """The declaration of confidentiality was signed on a day; it stays in force after the role."""

    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, related_name="declarations")
    signed_on = models.DateField()
    text_version = models.CharField(max_length=20, default="1")
    seen_on_paper = models.BooleanField(default=False)

    class Meta:
        db_table = "supporters_declaration"
        constraints = [
            models.UniqueConstraint(fields=["supporter", "signed_on"], name="declaration_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="declaration_own"),
        ]
