"""Storstua: the peer-support service of an organisation, from nomination to yearly report."""
