"""Changes what the organisation says of itself, demands and promises."""

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.organisations.addresses import address_of, checked_host
from storstua.organisations.changing import ask, refuse_empty_strip, seen_anew
from storstua.organisations.models import Logo, Organisation, Policy, WordForms
from storstua.outbox import actions as outbox


@transaction.atomic
def change(
    *, by: Viewer, organisation: Organisation, seen: int | None = None, **values: object
) -> None:
    """Change the organisation's own facts: name, contact, colour, rooms, listing.

    Follows: the privacy contact who is replaced is told, at the address that was theirs.

    Refuses others than administrators, when someone else changed it meanwhile, and a country
    without a help line to show on every page.
    """
    ask(by, organisation)
    row = Organisation.objects.select_for_update().get(id=organisation.id)
    row.check_version(seen)
    if "country" in values and values["country"] != row.country:
        refuse_empty_strip(row, values["country"], field="country")
    old_contact = row.privacy_email
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.write(*values)
    if old_contact and old_contact != row.privacy_email:
        _tell_old_contact(by, row, old_contact)
    audit.wrote("change organisation", row, by=by)


def _tell_old_contact(by: Viewer, row: Organisation, address: str) -> None:
    outbox.queue_mail(
        by=by,
        address=address,
        template="privacy_contact_changed",
        parameters={"link": address_of(row, "/om/")},
        language=settings.LANGUAGE_CODE,
    )


@transaction.atomic
def set_host(*, by: Viewer, organisation: Organisation, host: str, seen: int | None = None) -> None:
    """Give the organisation a host name of its own, or take it away with "".

    Follows: pages are found there once the one who runs the installation has opened the name, and
    links in mails lead there. At its slug the organisation is found as before. Refuses others than
    administrators, what is no name, and a name that is taken.
    """
    host = checked_host(host)
    taken = Organisation.objects.exclude(id=organisation.id).filter(host=host)
    if host and taken.exists():
        raise Refusal(_("Denne adressen er i bruk. Velg en annen."), field="host")
    change(by=by, organisation=organisation, seen=seen, host=host)


@transaction.atomic
def set_policy(
    *, by: Viewer, organisation: Organisation, seen: int | None = None, **values: object
) -> Policy:
    """Set the values the organisation demands and promises; they hold from the next page on."""
    ask(by, organisation)
    policy = Policy.objects.select_for_update().get(organisation=organisation)
    policy.check_version(seen)
    for name, value in values.items():
        setattr(policy, name, value)
    policy.full_clean()
    policy.write(*values)
    seen_anew(organisation)
    audit.wrote("set policy", policy, by=by)
    return policy


@transaction.atomic
def set_words(
    *, by: Viewer, organisation: Organisation, language: str, forms: Mapping[str, str]
) -> None:
    """Set the organisation's own word for a peer supporter, in all forms of one language."""
    ask(by, organisation)
    row, _made = WordForms.objects.update_or_create(
        organisation=organisation, language=language, defaults={"forms": dict(forms)}
    )
    seen_anew(organisation)
    audit.wrote("set words", row, by=by, purpose=language)


@transaction.atomic
def set_logo(
    *, by: Viewer, organisation: Organisation, png: bytes, alternative_text: str = ""
) -> None:
    """Set the organisation's picture, already made anew as PNG (`pictures.as_png`)."""
    ask(by, organisation)
    Logo.objects.filter(organisation=organisation).delete()
    logo = Logo.objects.create(
        organisation=organisation, png=png, alternative_text=alternative_text
    )
    seen_anew(organisation)
    audit.wrote("set logo", logo, by=by)
