"""A request without a database, and only the addresses of the look itself."""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import clear_url_caches, set_script_prefix
from django.utils import translation

from storstua.base.viewer import Viewer

type AskFor = Callable[..., HttpRequest]


@pytest.fixture(autouse=True)
def own_addresses(settings) -> Iterator[None]:
    settings.ROOT_URLCONF = "storstua.ui.tests.addresses"
    settings.STORSTUA_DEMO = True
    clear_url_caches()
    with translation.override("nb"):
        yield
    set_script_prefix("/")


@pytest.fixture
def ask_for() -> AskFor:
    def request(path: str = "/", **attributes: object) -> HttpRequest:
        made = RequestFactory().get(path)
        made.viewer = Viewer.visitor()
        for name, value in attributes.items():
            setattr(made, name, value)
        return made

    return request
