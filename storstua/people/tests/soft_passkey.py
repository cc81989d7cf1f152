"""A passkey without a telephone: makes itself known to an account, and signs what it is asked."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from storstua.people.models import Account

HOST = hashlib.sha256(b"testserver").digest()
PRESENT = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


@dataclass
class SoftPasskey:
    """Belongs to one account from the moment it is made."""

    account: Account
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    id: bytes = b"en passnokkel til proever"

    def __post_init__(self) -> None:
        public = ES256.from_cryptography_key(self.key.public_key())
        known = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        about = AuthenticatorData.create(HOST, PRESENT | AuthenticatorData.FLAG.AT, 0, known)
        credential = self._said("webauthn.create", "AAAA") | {
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", about, {})))
        }
        Authenticator.objects.create(
            user=self.account,
            type=Authenticator.Type.WEBAUTHN,
            data={"name": "Prøve", "credential": self._credential(credential)},
        )

    def answer(self, challenge: str, *, right: bool = True) -> str:
        """What a browser would post for the challenge; by another key if not right."""
        about = AuthenticatorData.create(HOST, PRESENT, 1)
        said = self._said("webauthn.get", challenge)
        client = CollectedClientData.create("webauthn.get", challenge, "http://testserver")
        key = self.key if right else ec.generate_private_key(ec.SECP256R1())
        signature = key.sign(bytes(about) + client.hash, ec.ECDSA(hashes.SHA256()))
        said |= {
            "authenticatorData": websafe_encode(bytes(about)),
            "signature": websafe_encode(signature),
            "userHandle": websafe_encode(user_pk_to_url_str(self.account).encode()),
        }
        return json.dumps(self._credential(said))

    @staticmethod
    def _said(kind: str, challenge: str) -> dict[str, str]:
        client = CollectedClientData.create(kind, challenge, "http://testserver")
        return {"clientDataJSON": websafe_encode(bytes(client))}

    def _credential(self, response: dict[str, str]) -> dict[str, Any]:
        name = websafe_encode(self.id)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "clientExtensionResults": {},
            "response": response,
        }
