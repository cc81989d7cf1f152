"""Registers the room."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The front page and today's page of each role."""

    name = "storstua.home"
    label = "home"
