"""The activity log, and which activities a grant rule set counts."""
