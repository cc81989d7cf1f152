"""Registers the room."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """The activity log and what counts."""

    name = "storstua.activities"
    label = "activities"
