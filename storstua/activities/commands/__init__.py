"""Commands of this room: `storstua grant-check`."""
