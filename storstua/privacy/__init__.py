"""What is stored about people, how long, and getting it out."""
