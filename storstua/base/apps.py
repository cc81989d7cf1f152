"""Registers the ground floor and its start-up checks."""

from django.apps import AppConfig
from django.core.checks import register

from storstua.base.door_check import every_view_has_a_door


class BaseConfig(AppConfig):
    """The foundation that knows no subject."""

    name = "storstua.base"
    label = "base"

    def ready(self) -> None:
        """Refuse to start when an address leads to a view without a door."""
        register(every_view_has_a_door)
