"""Registers the room, and lets the worker know what the clock does in every room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OperationsConfig(AppConfig):
    """Check, backup and bench."""

    name = "storstua.operations"
    label = "operations"

    def ready(self) -> None:
        """Find the jobs of all rooms before the worker's app is made of them."""
        autodiscover_modules("jobs")
