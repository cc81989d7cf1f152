"""What the room's tests share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from storstua.people.tests.small_provider import SmallProvider, named, running


@pytest.fixture
def provider(settings: Any) -> Iterator[SmallProvider]:
    """A provider that runs, is named in the settings as ID-porten, and tells the truth."""
    cache.clear()
    with running() as found:
        settings.IDENTITY_PROVIDERS = named(found)
        yield found
