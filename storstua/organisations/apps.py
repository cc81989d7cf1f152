"""Registers the room."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """The organisations that run a service here."""

    name = "storstua.organisations"
    label = "organisations"
