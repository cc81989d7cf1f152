"""Makes conversations for tests."""

from storstua.base.tests.factories import in_its_organisation
from storstua.base.viewer import Viewer
from storstua.conversations import actions
from storstua.conversations.models import Conversation
from storstua.people.models import Person


@in_its_organisation
def make_conversation(one: Person, other: Person) -> Conversation:
    by = Viewer.system(one.organisation_id, "test")
    names = {one: one.given_name, other: other.given_name}
    return actions.open_between(by=by, organisation_id=one.organisation_id, participants=names)
