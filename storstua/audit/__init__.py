"""Who did and who read what; rows are only ever added."""
