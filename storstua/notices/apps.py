"""Registers the room."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What to tell whom, by which way, without content."""

    name = "storstua.notices"
    label = "notices"
