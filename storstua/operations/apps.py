"""Registers the room."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Check, backup and bench."""

    name = "storstua.operations"
    label = "operations"
