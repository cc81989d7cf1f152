"""What the clock does for supporters."""

from datetime import timedelta

import pytest

from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.notices.choices import Kind
from storstua.notices.models import Notice
from storstua.organisations.tests.factories import make_organisation
from storstua.people.tests.factories import make_account_of, make_viewer
from storstua.supporters import actions, jobs
from storstua.supporters.tests.factories import make_supporter, system

pytestmark = pytest.mark.django_db


def test_those_without_a_declaration_are_told_once():
    organisation = make_organisation()
    ola = make_supporter(organisation, "Ola", has_declaration=False)
    signed = make_supporter(organisation, "Eva")
    over = make_supporter(organisation, "Per", has_declaration=False)
    yesterday = clock.today() - timedelta(days=1)
    actions.end_appointment(by=system(organisation), supporter=over, last_on=yesterday)
    for each in (ola, signed, over):
        make_account_of(each.person)
    make_supporter(organisation, "Uten konto", has_declaration=False)
    assert (jobs.remind(timestamp=0), jobs.remind(timestamp=0)) == (1, 1)
    rows = Notice.objects.values_list("person_id", "kind", "path", "about")
    assert list(rows) == [(ola.person_id, Kind.DECLARATION, "/min-profil/", ola.key)]


def test_only_the_clock_reminds():
    organisation = make_organisation()
    siri = make_viewer(organisation, Role.COORDINATOR)
    with pytest.raises(Refusal, match="klokka"):
        actions.remind_of_declaration(by=siri, supporter=make_supporter(organisation))
