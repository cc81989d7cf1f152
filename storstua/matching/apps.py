"""Registers the room."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Someone asks, a peer is found."""

    name = "storstua.matching"
    label = "matching"
