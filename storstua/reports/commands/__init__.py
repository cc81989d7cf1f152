"""Commands of this room: `storstua grant-report`."""
