"""The kinds of notices, and when a person wants them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a notice is about; never what it says."""

    REQUEST = "request", _("En ny forespørsel venter")
    ASK = "ask", _("Noen spør om du vil ta en samtale")
    ANSWER = "answer", _("Noen har svart")
    MESSAGE = "message", _("En ny beskjed")
    DECLARATION = "declaration", _("Noe du må gjøre for å fortsette")
    OVERDUE = "overdue", _("Noen har ventet lenger enn lovet")
    SUPPORT = "support", _("En [[likeperson]] ber om en prat")
    SECOND = "second", _("Noe trenger to, og venter på svaret ditt")
    DELETION = "deletion", _("Slettingen er stanset")
    URGENT = "urgent", _("Noen ber om å åpne noe i en nødsituasjon. Det haster å svare")
    EMERGENCY = "emergency", _("Noe er åpnet i en nødsituasjon")
    OPENED_TALK = "opened_talk", _("Noe om en du snakker med, er åpnet i en nødsituasjon")


# Whoever these concern is always told, and at once.
ALWAYS = frozenset({Kind.URGENT, Kind.EMERGENCY, Kind.OPENED_TALK})


class When(models.TextChoices):
    """When a person wants to be told."""

    NONE = "none", _("Ikke i det hele tatt")
    AT_ONCE = "at_once", _("Med en gang")
    DAILY = "daily", _("Én gang om dagen")
