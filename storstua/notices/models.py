"""Tables of the notices room: what a person was told, and how they wish to be told."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from storstua.base.record import OrganisationRecord
from storstua.people.models import Person


class Kind(models.TextChoices):
    """What a notice is about; never what it says."""

    REQUEST = "request", _("En ny forespørsel venter")
    ASK = "ask", _("Noen spør om du vil ta en samtale")
    ANSWER = "answer", _("Noen har svart")
    MESSAGE = "message", _("En ny beskjed")
    DECLARATION = "declaration", _("Noe du må gjøre for å fortsette")
    OVERDUE = "overdue", _("Noen har ventet lenger enn lovet")
    SUPPORT = "support", _("En [[likeperson]] ber om en prat")


class When(models.TextChoices):
    """When a person wants to be told."""

    NONE = "none", _("Ikke i det hele tatt")
    AT_ONCE = "at_once", _("Med en gang")
    DAILY = "daily", _("Én gang om dagen")


class Preference(OrganisationRecord):
    """How one person wishes to be told about one kind; without a row it is at once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    when = models.CharField(max_length=10, choices=When, default=When.AT_ONCE)

    class Meta:
        db_table = "notices_preference"
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="preference_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="preference_own"),
        ]


class Notice(OrganisationRecord):
    """Something a person was told. `sent_at` is empty while it waits for the daily mail."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    path = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notices_notice"
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="notice_own")]
        indexes = [models.Index(fields=["person", "sent_at"], name="notice_of_person")]
