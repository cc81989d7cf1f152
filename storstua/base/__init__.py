"""The ground floor: viewers, roles, doors, refusals, the clock and the base of every record."""
