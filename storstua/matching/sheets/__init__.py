"""Reads requests and supporters from CSV files as offices keep them."""

from .faults import Fault
from .sides import Round, read_round

__all__ = ["Fault", "Round", "read_round"]
