"""What every record has: a public key, a version and a moment of birth."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from storstua.base import clock
from storstua.base.refusal import ChangedMeanwhile


class Record(models.Model):
    """Base of all tables of the installation. `key` stands in addresses, never the integer."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True

    def check_version(self, seen: int | None) -> None:
        """Refuse when the row has changed since the person read version `seen`; None skips it."""
        if seen is not None and seen != self.version:
            raise ChangedMeanwhile(
                _("Noen andre endret dette mens du skrev. Se over og lagre på nytt."),
                version=self.version,
            )

    def write(self, *fields: str) -> None:
        """Save just these fields and count the version up by one."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])


class OrganisationRecord(Record):
    """Base of all tables whose rows belong to one organisation."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "id"], name="%(app_label)s_%(class)s_own"
            )
        ]
