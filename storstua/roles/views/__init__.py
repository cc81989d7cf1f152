"""Pages of roles: who holds what, and who decides."""
