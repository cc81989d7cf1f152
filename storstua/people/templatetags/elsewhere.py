"""Which sign-ins at providers the sign-in page offers."""

from django import template

from storstua.people.oidc.provider import Provider, providers

register = template.Library()


@register.simple_tag
def sign_ins_elsewhere() -> list[Provider]:
    """The providers in use, in the order of the settings."""
    return providers()
