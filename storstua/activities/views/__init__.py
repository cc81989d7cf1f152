"""Pages of the activity log."""
