"""What the vault promises, tried."""
