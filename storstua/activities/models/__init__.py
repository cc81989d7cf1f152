"""Tables of the activities room."""

from storstua.activities.choices import Kind, Mode, Type
from storstua.activities.models.activity import Activity, ActivitySupporter
from storstua.activities.models.history import ActivityChange

__all__ = ["Activity", "ActivityChange", "ActivitySupporter", "Kind", "Mode", "Type"]
