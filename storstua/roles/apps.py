"""Registers the room."""

from django.apps import AppConfig


class RolesConfig(AppConfig):
    """Who holds which role, where, until when."""

    name = "storstua.roles"
    label = "roles"
