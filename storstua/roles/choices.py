"""What takes two people, and what the second can say to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Matter(models.TextChoices):
    """What one person cannot do alone."""

    ROLE = "role", _("Gi en rolle")
    MINORS = "minors", _("Godkjenne for samtaler med unge under 18")
    SIGN_IN = "sign_in", _("Fjerne det andre trinnet ved innlogging")


class Loss(models.TextChoices):
    """Why someone cannot take the second step of sign-in any more."""

    LOST = "lost", _("Telefonen og reservekodene er borte")
    NEW_PHONE = "new_phone", _("Ny telefon, og reservekodene er borte")
    BROKEN = "broken", _("Telefonen eller passnøkkelen virker ikke, og reservekodene er borte")


class Danger(models.TextChoices):
    """Why something closed is opened in an emergency."""

    LIFE = "life", _("Det er fare for liv eller helse nå")
    CHILD = "child", _("Et barn kan være i fare")
    AVERT = "avert", _("Noen kan bli utsatt for noe alvorlig som loven krever at vi avverger")
    COURT = "court", _("Politiet eller retten krever det")


class Verdict(models.TextChoices):
    """What somebody else finds afterwards about an opening that one person made alone."""

    RIGHT = "right", _("Det var riktig å åpne")
    WRONG = "wrong", _("Det var ikke riktig å åpne")


class Answer(models.TextChoices):
    """What became of a proposal; none while it waits."""

    AGREED = "agreed", _("Ja")
    DECLINED = "declined", _("Nei")
    TAKEN_BACK = "taken_back", _("Trukket tilbake")
    LAPSED = "lapsed", _("Falt bort uten svar")


class Why(models.TextChoices):
    """Why the second said no; a short list, so that nothing about a person is written here."""

    NOT_NEEDED = "not_needed", _("Det trengs ikke")
    NOT_YET = "not_yet", _("Noe annet må være på plass først")
    NOT_RIGHT = "not_right", _("Det er feil person eller feil rolle")
    TALK_FIRST = "talk_first", _("Vi må snakke sammen først")
