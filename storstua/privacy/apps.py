"""Registers the room."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """What is stored about people, how long, and getting it out."""

    name = "storstua.privacy"
    label = "privacy"
