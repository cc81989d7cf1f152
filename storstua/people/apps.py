"""Registers the room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Humans, with or without an account."""

    name = "storstua.people"
    label = "people"
