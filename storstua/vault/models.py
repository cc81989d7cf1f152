"""The one table of the vault: keys that leave with the transaction that deletes what they seal."""

from django.db import models

from storstua.base import clock


class Leaving(models.Model):
    """A key to be erased. The row goes when journal and key store have done it.

    It stands in the transaction of the deletion, so that a key never goes before its texts do,
    and never stays because a process died in between.
    """

    key_id = models.BinaryField(max_length=16, unique=True)
    asked_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "vault_leaving"
