"""What an import can be of, where it stands, and what became of its rows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Subject(TextChoices):
    """What a file is about: the keys of KINDS."""

    SUPPORTERS = "supporters", _("[[Likepersoner]]")
    REQUESTS = "requests", _("Forespørsler")
    ACTIVITIES = "activities", _("Aktiviteter")
    MEMBERS = "members", _("Medlemmer")


class State(TextChoices):
    """Where an import stands."""

    READING = "reading", _("Leses")
    READY = "ready", _("Venter på deg")
    FAILED = "failed", _("Kunne ikke leses")
    RUNNING = "running", _("Hentes inn")
    DONE = "done", _("Hentet inn")
    UNDONE = "undone", _("Angret")


class Outcome(TextChoices):
    """What becomes of a row."""

    NEW = "new", _("Ny")
    CHANGED = "changed", _("Endres")
    UNCHANGED = "unchanged", _("Uendret")
    FAULT = "fault", _("Feil")
    UNDONE = "undone", _("Angret")
