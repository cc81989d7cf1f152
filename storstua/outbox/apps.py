"""Registers the room."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Mail that must arrive."""

    name = "storstua.outbox"
    label = "outbox"
