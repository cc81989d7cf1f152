"""Organisations: branches, areas, policy, words, help lines and which rooms are open."""
