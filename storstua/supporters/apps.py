"""Registers the room."""

from django.apps import AppConfig


class SupportersConfig(AppConfig):
    """Those who support others: places, requirements, pauses and the directory."""

    name = "storstua.supporters"
    label = "supporters"
