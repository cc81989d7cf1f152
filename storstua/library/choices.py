"""Whom a text is written for, and where in the house it belongs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """Whom a text is written for."""

    PUBLIC = "public", _("For alle")
    SUPPORTER = "supporter", _("For [[likepersoner]]")
    PROFESSIONAL = "professional", _("For fagfolk")
    COORDINATOR = "coordinator", _("For koordinatorer")
    LEGAL = "legal", _("Regler og rettigheter")


class Shelf(TextChoices):
    """Where in the house a text belongs; the last one is always open. The order is that shown."""

    INFORMATION = "informasjon", _("Om [[likepersoner]] og om hjelp")
    TALK = "samtale", _("Samtale")
    ADVICE = "rad", _("Råd")
    MEETING_PLACE = "moteplass", _("Møteplass")
    ABOUT = "om", _("Om tjenesten")
