"""The front page of the house, and what each role finds today."""
