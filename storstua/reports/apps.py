"""Registers the room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The organisation's own report and the grant report."""

    name = "storstua.reports"
    label = "reports"
