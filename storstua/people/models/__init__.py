"""Tables of the people room."""

from storstua.people.models.account import Account
from storstua.people.models.browser import KnownBrowser
from storstua.people.models.consent import Consent, Purpose
from storstua.people.models.identity import LinkedIdentity
from storstua.people.models.person import ContactKind, ContactPoint, Person
from storstua.people.models.phone import RememberedPhone
from storstua.people.models.place import PlaceOfAccount
from storstua.people.models.receipt import Receipt
from storstua.people.models.session import Session

__all__ = [
    "Account",
    "Consent",
    "ContactKind",
    "ContactPoint",
    "KnownBrowser",
    "LinkedIdentity",
    "Person",
    "PlaceOfAccount",
    "Purpose",
    "Receipt",
    "RememberedPhone",
    "Session",
]
