"""Makes organisations for tests."""

from storstua.base.viewer import Viewer
from storstua.organisations import actions
from storstua.organisations.models import Organisation


def make_organisation(slug: str = "havblikk", name: str = "Havblikk") -> Organisation:
    return actions.found(by=Viewer.command_line(), slug=slug, name=name)
