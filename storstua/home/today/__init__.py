"""I dag: what waits for someone in the role they act in, most urgent first; it can become empty."""

from storstua.home.today.lines import Line
from storstua.home.today.page import Today, of

__all__ = ["Line", "Today", "of"]
