"""Someone asks, and a peer is found."""
