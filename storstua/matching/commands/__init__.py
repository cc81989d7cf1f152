"""What can be run from the command line in this room."""
