"""Who may bring in files, and see those that were brought in."""

from django.db.models import QuerySet

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.imports.choices import Subject
from storstua.imports.models import Import
from storstua.organisations.models import Organisation

ROLES = (Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR)


def subjects(viewer: Viewer) -> tuple[Subject, ...]:
    """What the viewer may bring in: requests are for coordinators only.

    A file reaches the whole organisation, so a role in one branch is not enough.
    """
    return tuple(
        subject
        for subject in Subject
        if viewer.branches_with(*(ROLES[:1] if subject is Subject.REQUESTS else ROLES)) is None
    )


def may_import(viewer: Viewer, organisation: Organisation, subject: str) -> bool:
    """True for those who may bring in a file of this subject."""
    return viewer.acts_in(organisation.id) and subject in subjects(viewer)


def readable(viewer: Viewer) -> QuerySet[Import]:
    """The imports a viewer may see: those of subjects they may bring in. The files stay shut."""
    own = Import.objects.filter(organisation_id=viewer.organisation_id)
    return own.filter(subject__in=subjects(viewer)).defer("sealed_content")
