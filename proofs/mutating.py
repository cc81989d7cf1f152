"""A plugin for pytest that puts one mutant in: a way to rows that leads to all of them."""

import os
from importlib import import_module
from unittest import mock

import pytest


@pytest.fixture(scope="session", autouse=True)
def mutant():
    """The function of `permissions` named in STORSTUA_MUTANT gives every row of its table."""
    if not os.environ["STORSTUA_MUTANT"]:
        yield
        return
    room, name = os.environ["STORSTUA_MUTANT"].split(".")
    module = import_module(f"storstua.{room}.permissions")
    kept = getattr(module, name)

    def all_rows(viewer):
        return kept(viewer).model._default_manager.all()

    # What `tests/house/rows.py` finds by its module must find the mutant as well.
    all_rows.__module__ = module.__name__
    with mock.patch.object(module, name, all_rows):
        yield
