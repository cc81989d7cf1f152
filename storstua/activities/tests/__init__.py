"""Tests of the activity log and of grant counting."""
