"""The head of the log goes to the privacy contact, once a day, without any content."""

import pytest

from storstua.audit.models import Entry, Head, Link
from storstua.base.tenancy import inside
from storstua.operations import jobs
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox import queries as outbox
from storstua.outbox.mails import text_of

pytestmark = pytest.mark.django_db
CONTACT = "personvern@example.org"


def mails_in(organisation: Organisation) -> list[tuple[str, str, dict[str, str]]]:
    with inside(organisation):
        return [
            (mail.template, outbox.address_of(mail), outbox.parameters_of(mail))
            for mail in outbox.newest()
        ]


def test_the_head_of_each_day_goes_to_the_privacy_contact_and_to_nobody_else():
    organisation, other = make_organisation(), make_organisation("andre", "Andre")
    Organisation.objects.filter(id=organisation.id).update(privacy_email=CONTACT)
    assert jobs.grow_chains(timestamp=0) > 0
    assert jobs.tell_heads(timestamp=0) >= 2
    with inside(organisation):
        head, link = Head.objects.get(), Link.objects.latest("id")
        assert (head.link_id, bytes(head.hash)) == (link.id, bytes(link.hash))
        assert Entry.objects.count() == Link.objects.count()
    told = {"number": str(head.link_id), "head": bytes(head.hash).hex()}
    assert mails_in(organisation) == [("log_head", CONTACT, told)]
    assert mails_in(other) == []


def test_nothing_is_sent_when_nothing_has_happened():
    organisation = make_organisation()
    Organisation.objects.filter(id=organisation.id).update(privacy_email=CONTACT)
    jobs.grow_chains(timestamp=0)
    jobs.tell_heads(timestamp=0)
    # A mail that is queued leaves no line in the log.
    assert (jobs.grow_chains(timestamp=0), jobs.tell_heads(timestamp=0)) == (0, 0)
    assert len(mails_in(organisation)) == 1


@pytest.mark.parametrize("language", ["nb", "nn", "en", "de"])
def test_the_mail_holds_number_and_hash(language):
    text = text_of("log_head", {"number": "17", "head": "ab" * 32}, language)
    assert "17" in text.body
    assert "ab" * 32 in text.body
