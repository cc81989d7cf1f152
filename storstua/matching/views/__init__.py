"""Pages of the matching room: for those who ask, those who find, and those who are asked."""
