"""How allauth's second factor behaves here: its secrets are sealed, and it speaks our words."""

from io import BytesIO
from typing import Any

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext, gettext_lazy

from storstua import vault

PLACE = vault.Place("mfa_authenticator", "data", 0, "secret")


class Adapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    """Secrets of codes are sealed with the installation's key, which no database holds."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Koden passer ikke. Se på en ny kode, og prøv igjen."),
        "cannot_delete_authenticator": gettext_lazy("Dette trinnet kan ikke slås av nå."),
    }

    def encrypt(self, text: str) -> str:
        """The secret, sealed."""
        return vault.seal(text, PLACE).hex()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret in clear, for as long as a code is checked."""
        return vault.open_sealed(bytes.fromhex(encrypted_text), PLACE)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a new passkey is called until its owner says otherwise."""
        return gettext("Passnøkkel")

    def build_totp_svg(self, url: str) -> str:
        """The code an app reads with its camera, as an SVG picture."""
        picture = BytesIO()
        segno.make_qr(url).save(picture, kind="svg", scale=5, border=3, light="#fff", xmldecl=False)
        return picture.getvalue().decode()
