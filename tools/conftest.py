"""Lets the tools be imported by their tests as they import each other."""
