"""Measures the demo's pages, and compares some with the least that could show the same rows."""
