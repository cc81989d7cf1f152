"""Confidential talk: a sealed thread between people."""
