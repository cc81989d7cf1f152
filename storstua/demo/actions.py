"""Loads the demo."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.demo.clearing import clear
from storstua.demo.loading import Loaded, load_place
from storstua.demo.scenery import SLUGS, scenery
from storstua.organisations.models import Organisation


@transaction.atomic
def load(*, by: Viewer) -> list[Loaded]:
    """Load the demo's organisations with all that happens in them, in place of an earlier load.

    Follows: the cast can come in at /demo/. What visitors of the demo have done in it is gone.
    Refuses all but the command line, and an installation where other organisations live.
    """
    if not by.is_system:
        raise Refusal(_("Demoen lastes inn fra kommandolinjen."))
    if Organisation.objects.exclude(slug__in=SLUGS).exists():
        raise Refusal(_("Her bor andre organisasjoner. Demoen lastes bare inn der det er tomt."))
    clear(SLUGS)
    loaded = [load_place(by, scenery(slug)) for slug in SLUGS]
    audit.wrote("load demo", by=by)
    return loaded
