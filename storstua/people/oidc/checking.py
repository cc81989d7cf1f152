"""Says at the start what is missing in the settings of providers."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from storstua.people.oidc.provider import faults


def every_provider_is_whole(**_kwargs: Any) -> list[CheckMessage]:
    """An error for each thing that keeps a provider from being used."""
    return [Error(each, id="storstua.E002") for each in faults(settings.IDENTITY_PROVIDERS)]
