"""The request inside an organisation's address."""

from storstua.base.request import Request
from storstua.organisations.models import Organisation
from storstua.organisations.queries import Facts


class OrganisationRequest(Request):
    """A request whose address names an organisation."""

    organisation: Organisation
    facts: Facts
