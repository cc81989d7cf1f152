"""Makes organisations for tests."""

from unittest import mock

from storstua.base.viewer import Viewer
from storstua.organisations import actions, starting
from storstua.organisations.models import Organisation

TOPICS = dict(list(starting.topics().items())[:3])
HELP_LINES = tuple(each for each in starting.HELP_LINES if each.in_strip or each.for_young)


def make_organisation(
    slug: str = "havblikk", name: str = "Havblikk", *, is_whole: bool = False
) -> Organisation:
    """An organisation that starts with some topics and help lines; a whole one has them all.

    Making them all takes as long as many a test.
    """
    by = Viewer.command_line()
    if is_whole:
        return actions.found(by=by, slug=slug, name=name)
    with (
        mock.patch.object(starting, "topics", lambda: TOPICS),
        mock.patch.object(starting, "HELP_LINES", HELP_LINES),
    ):
        return actions.found(by=by, slug=slug, name=name)
