"""Registers the room and its start-up check."""

from django.apps import AppConfig
from django.core.checks import register

from storstua.people.oidc.checking import every_provider_is_whole


class PeopleConfig(AppConfig):
    """Humans, with or without an account."""

    name = "storstua.people"
    label = "people"

    def ready(self) -> None:
        """Say what is missing in the settings of providers."""
        register(every_provider_is_whole)
