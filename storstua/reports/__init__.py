"""Figures: the organisation own report first, then the grant report."""
