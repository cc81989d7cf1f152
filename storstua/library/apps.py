"""Registers the room."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Information pages, leaflet and help numbers."""

    name = "storstua.library"
    label = "library"
