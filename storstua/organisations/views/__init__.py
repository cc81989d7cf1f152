"""Pages of an organisation's settings, and its own style sheet and picture."""
