"""Registers the room."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Spreadsheets in."""

    name = "storstua.imports"
    label = "imports"
