"""Signing in by way of somebody else, with OpenID Connect: ID-porten, HelseID, Entra, Google."""
