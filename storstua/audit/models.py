"""The audit table: one row for each act, each read of something confidential, each refusal."""

from django.db import models

from storstua.base import clock
from storstua.base.roles import Role


class Kind(models.TextChoices):
    """What kind of thing happened."""

    CHANGE = "change"
    READ = "read"
    REFUSAL = "refusal"


class Entry(models.Model):
    """One act. No foreign keys: the row outlives what it tells about, and holds no content."""

    at = models.DateTimeField(default=clock.now)
    organisation_id = models.BigIntegerField(null=True)
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=40, choices=Role)
    job = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    verb = models.CharField(max_length=80)
    noun = models.CharField(max_length=60, blank=True)
    object_key = models.UUIDField(null=True)
    purpose = models.CharField(max_length=200, blank=True)
    previous_hash = models.BinaryField(max_length=32, null=True)
    row_hash = models.BinaryField(max_length=32, null=True)

    class Meta:
        db_table = "audit_entry"
        indexes = [
            models.Index(fields=["organisation_id", "at"], name="audit_by_organisation"),
            models.Index(fields=["object_key"], name="audit_by_object"),
        ]
