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

    class Meta:
        db_table = "audit_entry"
        indexes = [
            models.Index(fields=["organisation_id", "at"], name="audit_by_organisation"),
            models.Index(fields=["object_key"], name="audit_by_object"),
            models.Index(
                fields=["account_id", "at"],
                name="audit_by_account",
                condition=models.Q(organisation_id=None),
            ),
        ]


class Link(models.Model):
    """One link of an organisation's chain: what an entry said, as a hash, and what came before.

    Holds no content. It stays when its entry goes after its years, so that the chain still holds.
    """

    organisation_id = models.BigIntegerField(null=True)
    entry_id = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    body = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "audit_link"
        indexes = [models.Index(fields=["organisation_id", "id"], name="audit_chain")]


class Head(models.Model):
    """How far an organisation's chain had come at a moment: told to its privacy contact each day.

    What comes before the oldest link that is left begins with one of these.
    """

    organisation_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=clock.now)
    link_id = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "audit_head"
        indexes = [models.Index(fields=["organisation_id", "link_id"], name="audit_heads")]
