"""Pages of the room: directory, the coordinator's list and records, the supporter's own."""
