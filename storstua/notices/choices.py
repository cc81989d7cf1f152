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


class When(models.TextChoices):
    """When a person wants to be told."""

    NONE = "none", _("Ikke i det hele tatt")
    AT_ONCE = "at_once", _("Med en gang")
    DAILY = "daily", _("Én gang om dagen")
