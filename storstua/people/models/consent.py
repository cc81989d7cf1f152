"""What a person has said yes to, when, to which text, and when it was taken back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from storstua.base import clock
from storstua.base.record import OrganisationRecord
from storstua.people.models.person import Person


class Purpose(models.TextChoices):
    """What a consent covers. The directory asks for each field by itself."""

    REQUEST = "request", _("Å bruke det jeg skriver til å finne en [[likeperson]]")
    DIRECTORY_NAME = "directory_name", _("Fornavnet mitt i oversikten")
    DIRECTORY_STORY = "directory_story", _("Det jeg har skrevet om meg selv")
    DIRECTORY_AREAS = "directory_areas", _("Det jeg har erfaring med")
    DIRECTORY_COUNTY = "directory_county", _("Fylket mitt")
    DIRECTORY_LANGUAGES = "directory_languages", _("Språkene mine")
    DIRECTORY_WAYS = "directory_ways", _("Hvordan jeg snakker med folk")
    DIRECTORY_AGE = "directory_age", _("Alder som omtrentlig tall")
    WELCOME = "welcome", _("At en [[likeperson]] tar kontakt")


class Consent(OrganisationRecord):
    """One yes, to the wording `text_version`; taken back when `withdrawn_at` is set."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40, choices=Purpose)
    text_version = models.CharField(max_length=20, default="1")
    given_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "people_consent"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_consent_in_force",
            ),
            models.UniqueConstraint(fields=["organisation", "id"], name="consent_own"),
        ]
