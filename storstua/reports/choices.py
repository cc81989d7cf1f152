"""Why someone decided what the rules leave open."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DecisionReason(TextChoices):
    """A short list, so that no decision rests on a text nobody can count."""

    FUNDER_ANSWERED = "funder_answered", _("Tilskuddsgiveren har svart oss")
    REGULATION_SAYS = "regulation_says", _("Forskriften sier det")
    ACCEPTED_BEFORE = "accepted_before", _("Slik har det vært godtatt før")
    PROGRAMME_SHOWS = "programme_shows", _("Programmet eller deltakerlisten viser det")
    DAYS_KNOWN = "days_known", _("Vi har dag og sted for hver av dem")
    IN_DOUBT = "in_doubt", _("Vi er i tvil og søker ikke om den")
