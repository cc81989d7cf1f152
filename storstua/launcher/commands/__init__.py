"""The launcher's own commands."""
