"""Makes a talk between two people who have both said a lot, with canaries in all they said."""

from dataclasses import dataclass

from storstua.base.roles import Role
from storstua.base.tests.factories import in_its_organisation
from storstua.base.viewer import Viewer
from storstua.conversations import actions as conversations
from storstua.conversations.models import Conversation
from storstua.matching import actions as matching
from storstua.matching.actions import RequestValues
from storstua.matching.models import Ask, Request
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.people.models import Person
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_account
from storstua.roles.tests.factories import make_grant, make_helper, viewer_of
from storstua.supporters.models import Supporter
from storstua.supporters.tests.factories import make_area, make_supporter


@dataclass
class Talk:
    """Kari, who asked; Ola, who said yes; Siri, who asked him; and their talk."""

    organisation: Organisation
    kari: Person
    ola: Supporter
    siri: Person
    request: Request
    ask: Ask
    conversation: Conversation

    def client_of_kari(self) -> Browser:
        client = Browser()
        session = client.session
        session["receipt"] = {"organisation": self.organisation.id, "person": self.kari.id}
        session.save()
        return client

    def client_of(self, person: Person) -> Browser:
        client = Browser()
        assert person.account
        client.force_login(person.account)
        return client

    @property
    def by_kari(self) -> Viewer:
        return Viewer.seeker(self.organisation.id, self.kari.id)

    def by(self, person: Person) -> Viewer:
        return viewer_of(person)


def make_talk(slug: str = "havblikk", mark: str = "") -> Talk:
    """A talk in which each has written; `mark` makes the canaries of two talks differ."""
    return _talk_in(make_organisation(slug, slug.capitalize()), mark)


@in_its_organisation
def _talk_in(organisation: Organisation, mark: str) -> Talk:
    slug = organisation.slug
    by = Viewer.command_line(organisation.id)
    siri = make_helper(organisation, Role.COORDINATOR)
    area = make_area(organisation, "rygg", nb="Rygg")
    ola = make_supporter(
        organisation,
        "Ola",
        f"Olas-etternavn{mark}",
        areas=[area],
        story=f"Olas-historie{mark}",
        contact_forms=("chat", "phone"),
        account=make_account(f"ola@{slug}.example.org"),
    )
    make_grant(ola.person, Role.SUPPORTER)
    request, _words = matching.ask_for_talk(
        by=Viewer.visitor(organisation.id),
        organisation=organisation,
        values=RequestValues(
            nickname=f"Karis-navn{mark}",
            area_id=area.id,
            contact_forms=("chat", "phone"),
            phone="+4791234567",
            text=f"Karis-grunn{mark}",
        ),
    )
    kari = request.person
    conversation = conversations.open_between(
        by=by,
        organisation_id=organisation.id,
        participants={kari: kari.given_name, ola.person: "Ola"},
    )
    ask = Ask.objects.create(
        organisation=organisation,
        request=request,
        supporter=ola,
        asked_by=siri,
        way="chat",
        answer="yes",
        conversation_key=conversation.key,
    )
    talk = Talk(organisation, kari, ola, siri, request, ask, conversation)
    conversations.send(by=talk.by_kari, conversation=conversation, text=f"Karis-melding{mark}")
    conversations.send(
        by=talk.by(ola.person), conversation=conversation, text=f"Olas-melding{mark}"
    )
    return talk
