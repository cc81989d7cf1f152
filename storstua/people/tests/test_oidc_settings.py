"""What the settings say of providers: too little, a bad key, an odd address."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from django.core.checks import run_checks

from storstua.people.oidc.provider import faults, providers
from storstua.people.tests.browsing import Browser
from storstua.people.tests.elsewhere import account_of, comes_back, said, sets_out, signs_in, visits
from storstua.people.tests.small_provider import CLIENT, SmallProvider

WHOLE = {"issuer": "https://x.example", "client_id": "x", "secret": "y"}


def pkcs8(private: Any) -> bytes:
    return bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"client_id": ""}, "STORSTUA_OIDC_ANNEN_CLIENT_ID is not set."),
        (
            {"secret": ""},
            "STORSTUA_OIDC_ANNEN_CLIENT_SECRET or STORSTUA_OIDC_ANNEN_KEY is not set.",
        ),
        ({"issuer": ""}, "STORSTUA_OIDC_ANNEN_ISSUER is not set."),
        *(
            (
                {"issuer": issuer},
                "STORSTUA_OIDC_ANNEN_ISSUER is no https address without ? and #.",
            )
            for issuer in (
                "http://x.example",
                "x.example",
                "https://x.example?a=b",
                "https://x.example#a",
                "https://[x",
                "https://",
            )
        ),
    ],
)
def test_half_a_provider_is_said_plainly_and_not_offered(
    settings: Any, changes: dict[str, str], sentence: str
) -> None:
    settings.IDENTITY_PROVIDERS = {"annen": {**WHOLE, **changes}}
    assert faults(settings.IDENTITY_PROVIDERS) == [sentence]
    assert [each.msg for each in run_checks()] == [sentence]
    assert providers() == []


def test_a_whole_provider_has_no_faults(settings: Any) -> None:
    settings.IDENTITY_PROVIDERS = {"annen": WHOLE}
    assert (faults(settings.IDENTITY_PROVIDERS), run_checks()) == ([], [])
    assert [each.name for each in providers()] == ["annen"]


@pytest.mark.parametrize("name", ["sykehuset i nord", "a/b", "x" * 41, ""])
def test_a_name_that_fits_no_address_is_said_plainly(settings: Any, name: str) -> None:
    assert faults({name: WHOLE}) == [
        f'STORSTUA_OIDC names "{name}": at most 40 of a-z, 0-9, - and _.'
    ]


@pytest.mark.django_db
def test_half_a_provider_leaves_the_page_of_sign_in_as_it_is(settings: Any) -> None:
    settings.IDENTITY_PROVIDERS = {"annen": {"client_id": "x"}}
    answer = Browser().get("/logg-inn/")
    assert (answer.status_code, "/logg-inn/med/" in answer.content.decode()) == (200, False)
    assert Browser().post("/logg-inn/med/annen/").status_code == 404


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "cannot be read (No such file or directory)"),
        (b"not a key", "holds no private key in PEM"),
        (pkcs8(ed25519.Ed25519PrivateKey.generate()), "is neither RSA"),
        (pkcs8(ec.generate_private_key(ec.SECP384R1())), "is neither RSA"),
        (pkcs8(rsa.generate_private_key(65537, 1024)), "is neither RSA"),  # noqa: S505 (refused)
    ],
    ids=["none", "nonsense", "Ed25519", "P-384", "short RSA"],
)
def test_a_key_that_cannot_sign_is_said_plainly(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    path = tmp_path / "key.pem"
    if content is not None:
        path.write_bytes(content)
    (sentence,) = faults({"annen": {**WHOLE, "key_file": str(path)}})
    assert sentence.startswith(f"STORSTUA_OIDC_ANNEN_KEY: {path} {why}")


@pytest.mark.django_db
def test_a_key_that_has_gone_is_a_calm_page(
    provider: SmallProvider, settings: Any, tmp_path: Path
) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(pkcs8(rsa.generate_private_key(65537, 2048)))
    settings.IDENTITY_PROVIDERS["idporten"]["key_file"] = str(path)
    browser = Browser()
    back = visits(sets_out(browser))
    path.unlink()
    answer = comes_back(browser, back)
    assert (answer.status_code, said(answer)) == (400, "Innloggingen gikk ikke")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make",
    [
        lambda: rsa.generate_private_key(65537, 2048),
        lambda: ec.generate_private_key(ec.SECP256R1()),
    ],
    ids=["RSA", "P-256"],
)
def test_a_key_in_the_newer_form_signs_too(
    provider: SmallProvider, settings: Any, tmp_path: Path, make: Any
) -> None:
    private = make()
    (tmp_path / "key.pem").write_bytes(pkcs8(private))
    settings.IDENTITY_PROVIDERS["idporten"] = {
        "issuer": provider.issuer,
        "client_id": CLIENT,
        "key_file": str(tmp_path / "key.pem"),
    }
    account_of(provider)
    provider.client_key = private.public_key()
    assert signs_in(Browser()).status_code == 302


@pytest.mark.django_db
def test_an_address_to_go_to_keeps_the_query_it_has(provider: SmallProvider) -> None:
    provider.metadata = {
        "authorization_endpoint": f"{provider.issuer}/authorize?p=sykehus+nord&x=&state=fast"
    }
    address = sets_out(Browser())
    asked = parse_qs(urlsplit(address).query, keep_blank_values=True)
    assert (asked["p"], asked["x"], len(asked["state"])) == (["sykehus nord"], [""], 1)
    assert asked["client_id"] == [CLIENT]
    account_of(provider)
    assert signs_in(Browser()).status_code == 302
