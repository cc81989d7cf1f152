"""Makes an organisation with all it starts with."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.organisations import starting
from storstua.organisations.changing import start_topics
from storstua.organisations.models import HelpLine, Organisation, Policy, WordForms
from storstua.organisations.slugs import RESERVED
from storstua.ui.words import STANDARD


@transaction.atomic
def found(*, by: Viewer, slug: str, name: str, **values: object) -> Organisation:
    """Make an organisation with policy, words, help lines and topics to start from.

    Refuses all but commands, and an address that the installation uses itself or that is taken.
    """
    if not by.is_system:
        raise Refusal(_("Organisasjoner lages fra kommandolinjen."))
    if slug in RESERVED or Organisation.objects.filter(slug=slug).exists():
        raise Refusal(_("Adressen er opptatt. Velg en annen."), field="slug")
    organisation = Organisation(slug=slug, name=name, **values)
    organisation.full_clean(exclude=["key"])
    organisation.save(force_insert=True)
    own = replace(by, organisation_id=organisation.id)
    with inside(organisation, by=own):
        Policy.objects.create(organisation=organisation)
        _start_words(organisation)
        _start_help_lines(organisation)
        start_topics(organisation, starting.topics(), position=0)
        audit.wrote("found organisation", organisation, by=own)
    return organisation


def _start_words(organisation: Organisation) -> None:
    WordForms.objects.bulk_create(
        WordForms(organisation=organisation, language=language, forms=forms)
        for language, forms in STANDARD.items()
    )


def _start_help_lines(organisation: Organisation) -> None:
    HelpLine.objects.bulk_create(
        HelpLine(
            organisation=organisation,
            country=line.country,
            name=line.name,
            number=line.number,
            is_in_strip=line.in_strip,
            is_for_young=line.for_young,
            hours=line.hours,
            is_always_open=not line.hours,
            position=position,
            checked_on=starting.CHECKED_ON,
        )
        for position, line in enumerate(starting.HELP_LINES)
    )
