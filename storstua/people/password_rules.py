"""Django's rules for new passwords, with what they refuse said in our words."""

from django.contrib.auth import password_validation as rules
from django.utils.translation import gettext as _


class LongEnough(rules.MinimumLengthValidator):
    """Refuses a password that is too short."""

    def get_error_message(self) -> str:
        """How long it has to be."""
        return _("Passordet er for kort. Skriv minst %(length)d tegn.") % {
            "length": self.min_length
        }


class NotCommon(rules.CommonPasswordValidator):
    """Refuses a password that is among the twenty thousand most used ones."""

    def get_error_message(self) -> str:
        """Why it will not do, and what to do instead."""
        return _("Mange bruker dette passordet, så det er lett å gjette. Velg et annet.")


class UnlikeTheMail(rules.UserAttributeSimilarityValidator):
    """Refuses a password that is too like the mail address: all that an account says of someone."""

    def get_error_message(self) -> str:
        """What it is too like."""
        return _("Passordet likner for mye på e-posten din. Velg et annet.")
