"""Registers the room."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Keys, sealing and receipts."""

    name = "storstua.vault"
    label = "vault"
