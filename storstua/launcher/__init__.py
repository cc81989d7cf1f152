"""The one-command runner: database, web and worker as one process tree."""
