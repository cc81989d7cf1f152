"""Humans, with or without an account; contact points, receipts and consent."""
