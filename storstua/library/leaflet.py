"""What the printed leaflet needs: the address people go to, and its QR code."""

import io

import segno
from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.safestring import SafeString

from storstua.organisations.request import OrganisationRequest


def talk_address(request: OrganisationRequest) -> str:
    """Where one asks for a talk, as it is typed from paper; the front page until it is built."""
    try:
        path = reverse("matching:talk")
    except NoReverseMatch:
        path = get_script_prefix()
    own_host = request.organisation.host
    if own_host and request.get_host().partition(":")[0] == own_host:
        return request.build_absolute_uri(path)
    return f"{settings.ADDRESS}{path}"


def qr_code(address: str) -> SafeString:
    """A QR code as SVG, black on white in any colours of the page, that bears a crease."""
    drawn = io.BytesIO()
    segno.make_qr(address, error="q").save(
        drawn, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=4, light="#fff",
        svgclass=None, lineclass=None, nl=False,
    )  # fmt: skip
    return SafeString(drawn.getvalue().decode())
