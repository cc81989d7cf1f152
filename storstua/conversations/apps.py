"""Registers the room."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Confidential talk between people."""

    name = "storstua.conversations"
    label = "conversations"
