"""The roles a person can act in; stored as these codes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Who someone is towards an organisation. The order is from least to most trusted."""

    VISITOR = "visitor", _("Besøkende")
    SEEKER = "seeker", _("Den som ønsker en samtale")
    MEMBER = "member", _("Medlem")
    SUPPORTER = "supporter", _("[[Likeperson]]")
    SUPERVISOR = "supervisor", _("Veileder")
    MODERATOR = "moderator", _("Moderator")
    COORDINATOR = "coordinator", _("Koordinator")
    BOARD_MEMBER = "board_member", _("Styremedlem")
    COURSE_LEADER = "course_leader", _("Kursleder")
    ORGANISATION_ADMINISTRATOR = "organisation_administrator", _("Administrator")
    REFERRER = "referrer", _("Formidler")
    PROGRAMME_STUDENT = "programme_student", _("Student i utdanningen")
    PLACEMENT_HOST = "placement_host", _("Praksisvert")
    PROGRAMME_LEADER = "programme_leader", _("Leder for utdanningen")
    RECOVERY_CUSTODIAN = "recovery_custodian", _("Nøkkelvokter")
    AUDITOR = "auditor", _("Revisor")
    PLATFORM_OPERATOR = "platform_operator", _("Driftsansvarlig")


# Who sees nothing of others: all other roles ask for a second factor at sign-in.
SEES_ONLY_OWN = frozenset({Role.VISITOR, Role.SEEKER, Role.MEMBER})
