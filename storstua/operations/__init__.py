"""Running the installation: check, backup and bench."""
