"""Settings, root addresses and the two ways a server starts the product."""
