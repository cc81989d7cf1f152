"""Another way into an account: a sign-in at a provider that its owner has linked."""

from django.conf import settings
from django.db import models

from storstua.base import clock


class LinkedIdentity(models.Model):
    """One person's sign-in at one provider. Neither its number there nor a name is stored.

    Stands outside any organisation, as the account does.
    """

    # A keyed hash of the provider's issuer and its own name for the person, in hexadecimal.
    lookup = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    provider = models.CharField(max_length=40)
    linked_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "people_linked_identity"
        constraints = [
            models.UniqueConstraint(fields=["account", "provider"], name="one_identity_of_each")
        ]
