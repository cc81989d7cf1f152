"""The words a supporter is described in: codes as stored, with their names."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Gender(TextChoices):
    """Gender as the person says it."""

    FEMALE = "f", _("Kvinne")
    MALE = "m", _("Mann")
    OTHER = "x", _("Annet")
    UNSAID = "", _("Ikke oppgitt")


class Experience(TextChoices):
    """Whose illness or problem the experience comes from; the codes of whom a request concerns."""

    SELF = "self", _("Har det selv")
    RELATIVE = "relative", _("Pårørende")
    PARENT = "parent", _("Forelder")
    FAMILY = "family", _("Familie")


class ApprovedBy(TextChoices):
    """Who stands behind an approval for talks with minors; those from before say nothing."""

    OFFICE = "office", _("Godkjent etter kontorets liste")
    TWO = "two", _("Godkjent av to")


class Group(TextChoices):
    """Groups that a list of supporters can be narrowed to; the codes stand in addresses."""

    FOR_MINORS = "unge", _("Godkjent for unge under 18")
    RELATIVES = "narstaende", _("Pårørende, forelder eller familie")


class LifePhase(TextChoices):
    """Where in life someone is; ranks, never excludes."""

    YOUTH = "youth", _("Ung")
    STUDIES = "studies", _("Under utdanning")
    YOUNG_FAMILY = "young_family", _("Småbarnsliv")
    WORKING = "working", _("I arbeid")
    OUT_OF_WORK = "out_of_work", _("Utenfor arbeidslivet")
    RETIRED = "retired", _("Pensjonist")


class ContactForm(TextChoices):
    """The ways two people can talk."""

    CHAT = "chat", _("Skrive")
    PHONE = "phone", _("Telefon")
    VIDEO = "video", _("Video")
    VISIT = "visit", _("Møtes")
    GROUP = "group", _("Gruppe")


class Requirement(TextChoices):
    """What an organisation may demand before and during the role."""

    COURSE = "course", _("Kurs")
    SUPERVISION = "supervision", _("Veiledning")


class PlaceKind(TextChoices):
    """What a place is taken by."""

    ASK = "ask"
    TALK = "talk"
