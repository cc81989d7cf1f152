"""Registers the room."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The look: templates, parts, forms and words."""

    name = "storstua.ui"
    label = "ui"
