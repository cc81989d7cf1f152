"""Registers the audit room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did and who read what."""

    name = "storstua.audit"
    label = "audit"
