"""Invented organisations, people and two years of work to try the product with."""
