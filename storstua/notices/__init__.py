"""What to tell whom, by which way, without content."""
