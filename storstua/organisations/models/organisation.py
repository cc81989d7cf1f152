"""The organisation itself: its address, its look and which rooms it keeps open."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from storstua.base.record import OrganisationRecord, Record
from storstua.ui.theme import theme_mark

HOUSE_COLOUR = "#1F5A63"


class Room(models.TextChoices):
    """The four rooms of the house; an organisation chooses which are open."""

    TALK = "samtale", _("Samtale")
    ADVICE = "rad", _("Råd")
    INFORMATION = "informasjon", _("Informasjon")
    MEETING_PLACE = "moteplass", _("Møteplass")


# The other two are drawn in the plan of the house only: no page would open with them.
BUILT_ROOMS = (Room.TALK, Room.INFORMATION)


class SeekerRole(models.TextChoices):
    """Whom a request concerns."""

    SELF = "self", _("Meg selv")
    RELATIVE = "relative", _("Jeg er pårørende")
    PARENT = "parent", _("Barnet mitt")
    FAMILY = "family", _("Vi er en familie")


def all_rooms() -> list[str]:
    """The rooms a new organisation starts with."""
    return [room.value for room in BUILT_ROOMS]


def all_seeker_roles() -> list[str]:
    """The seeker roles a new organisation starts with."""
    return [SeekerRole.SELF.value, SeekerRole.RELATIVE.value, SeekerRole.PARENT.value]


class Organisation(Record):
    """One organisation. It decides over its own people and is responsible for their data."""

    slug = models.CharField(
        max_length=40, unique=True, validators=[RegexValidator(r"^[a-z][a-z0-9-]{1,38}[a-z0-9]$")]
    )
    host = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=120)
    tagline = models.CharField(max_length=120, blank=True)
    is_listed = models.BooleanField(default=True)
    open_rooms = ArrayField(models.CharField(max_length=20, choices=Room), default=all_rooms)
    seeker_roles = ArrayField(
        models.CharField(max_length=20, choices=SeekerRole), default=all_seeker_roles
    )
    colour = models.CharField(
        max_length=7,
        default=HOUSE_COLOUR,
        validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}$", _("Skriv fargen som #1F5A63."))],
    )
    country = models.CharField(max_length=2, default="NO")
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)
    privacy_email = models.EmailField(blank=True)
    postal_address = models.TextField(max_length=300, blank=True)
    shows_exit_everywhere = models.BooleanField(default=False)
    directory_is_public = models.BooleanField(default=True)
    guideline_edition = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "organisations_organisation"
        constraints = [
            models.UniqueConstraint(
                fields=["host"], condition=~models.Q(host=""), name="organisation_host_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def theme_url(self) -> str:
        """The address of the style sheet with the organisation's colour; "" for the house's own."""
        if self.colour.lower() == HOUSE_COLOUR.lower():
            return ""
        return f"/{self.slug}/tema-{theme_mark(self.colour)}.css"

    def has_open(self, room: Room) -> bool:
        """True when the room is open."""
        return room.value in self.open_rooms


class Logo(OrganisationRecord):
    """The organisation's picture, re-encoded as PNG when it came in (at most 400 px wide)."""

    png = models.BinaryField(max_length=400_000)
    alternative_text = models.CharField(max_length=120, blank=True)

    class Meta(OrganisationRecord.Meta):
        db_table = "organisations_logo"
