"""Registers the room."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Invented organisations to try the product with."""

    name = "storstua.demo"
    label = "demo"
