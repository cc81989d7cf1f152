"""Sentences that several actions share."""

from django.utils.translation import gettext_lazy as _

NOT_YOURS = _("Du kan ikke hente inn slike filer.")
