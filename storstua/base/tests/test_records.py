import uuid
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from storstua.base import middleware, throttle
from storstua.base.bringing_in import Trace, Were
from storstua.base.models import Attempts, SentForm
from storstua.base.refusal import ChangedMeanwhile, Refusal, require
from storstua.organisations.models import Branch
from storstua.organisations.tests.factories import make_organisation

KEY = "a" * 32
LIMIT = throttle.Limit("words", 2, timedelta(minutes=10))


def make_branch() -> Branch:
    return Branch.objects.create(organisation=make_organisation(), name="Oslo", county="Oslo")


@pytest.mark.django_db
def test_write_saves_only_what_is_named_and_counts_the_version_up():
    branch = make_branch()
    branch.name, branch.county = "Bergen", "Vestland"
    branch.write("name")
    kept = Branch.objects.get()
    assert (kept.name, kept.county, kept.version) == ("Bergen", "Oslo", 2)


@pytest.mark.django_db
def test_check_version_when_someone_wrote_meanwhile_refuses_with_the_version_now():
    branch = make_branch()
    branch.write()
    branch.check_version(2)
    branch.check_version(None)
    with pytest.raises(ChangedMeanwhile) as refusal:
        branch.check_version(1)
    assert refusal.value.version == 2


def test_trace_comes_back_from_plain_as_it_was():
    trace = Trace(
        made={"a.B": [1, 2]},
        were=[Were("a.B", 3, 4, {"name": "Oslo"})],
        gone=[("a.C", {"id": 5, "key": str(uuid.UUID(int=1))})],
    )
    assert Trace.from_plain(trace.as_plain()) == trace


@pytest.mark.django_db
def test_within_when_tried_too_often_says_no_until_the_span_is_over():
    with time_machine.travel("2026-11-22T12:01Z", tick=False) as moment:
        assert [throttle.within(LIMIT, "one") for _try in range(3)] == [True, True, False]
        assert throttle.within(LIMIT, "another") is True
        moment.move_to("2026-11-22T12:10Z")
        assert throttle.within(LIMIT, "one") is True
    counts = Attempts.objects.order_by("bucket", "span_starts_at").values_list("bucket", "count")
    assert list(counts) == [("words:another", 1), ("words:one", 3), ("words:one", 1)]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.254", True),
        ("192.0.2.1", "192.0.3.1", False),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", True),
        ("2001:db8::1", "2001:db8:1::1", False),
    ],
)
def test_network_is_the_same_for_neighbours_and_names_no_address(one, other, is_same):
    networks = [
        throttle.network_of(RequestFactory().get("/", REMOTE_ADDR=address))
        for address in (one, other)
    ]
    assert (networks[0] == networks[1]) == is_same
    assert one not in networks[0]


class Page:
    """Answers with what it was given, and counts how often."""

    def __init__(self, answer: HttpResponse) -> None:
        self.answer, self.count = answer, 0

    def __call__(self, request):
        self.count += 1
        return self.answer


def send(page: Page, once: str = KEY) -> HttpResponse:
    return middleware.Once(page)(RequestFactory().post("/skjema/", {"once": once}))


@pytest.mark.django_db
def test_form_sent_twice_is_done_once_and_leads_to_the_same_place():
    page = Page(HttpResponseRedirect("/ferdig/"))
    assert [send(page)["Location"] for _press in range(2)] == ["/ferdig/", "/ferdig/"]
    assert page.count == 1


@pytest.mark.django_db
def test_form_that_was_not_right_may_be_sent_again():
    page = Page(HttpResponse(status=422))
    assert [send(page).status_code for _press in range(2)] == [422, 422]
    assert (page.count, SentForm.objects.count()) == (2, 0)


@pytest.mark.django_db
def test_form_sent_twice_before_it_was_done_leads_back_to_itself():
    SentForm.objects.create(key=KEY)
    page = Page(HttpResponseRedirect("/ferdig/"))
    assert (send(page)["Location"], page.count) == ("/skjema/", 0)


@pytest.mark.django_db
@pytest.mark.parametrize("once", ["", "kort", "A" * 32, "a" * 33])
def test_form_with_a_key_that_is_none_is_not_remembered(once):
    page = Page(HttpResponseRedirect("/ferdig/"))
    send(page, once)
    assert (page.count, SentForm.objects.count()) == (1, 0)


def asked_for(method: str = "get") -> HttpRequest:
    request = getattr(RequestFactory(), method)("/")
    request.session, request.user = {}, AnonymousUser()
    return request


def writing(status: int):
    def page(request):
        SentForm.objects.create(key="written")
        return HttpResponse(status=status)

    return page


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "count"), [(200, 1), (422, 1), (500, 0), (503, 0)])
def test_what_a_request_wrote_is_undone_when_its_answer_is_a_fault(status, count):
    middleware.OneTransaction(writing(status))(asked_for("post"))
    assert SentForm.objects.count() == count


@pytest.mark.django_db
def test_page_that_is_only_read_may_not_write_unless_it_says_so():
    request = asked_for()
    with pytest.raises(middleware.WroteInRead):
        middleware.OneTransaction(writing(200))(request)
    request.may_write = True
    middleware.OneTransaction(writing(200))(request)
    assert SentForm.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("has_organisation", [True, False])
def test_database_knows_the_organisation_of_the_request(has_organisation):
    seen = []

    def page(request):
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('app.organisation', true)")
            seen.append(cursor.fetchone()[0])
        return HttpResponse()

    request, expected = asked_for(), "0"
    if has_organisation:
        request.organisation = make_organisation()
        expected = str(request.organisation.id)
    middleware.OneTransaction(page)(request)
    assert seen == [expected]


def test_require_refuses_with_the_sentence_unless_it_is_allowed():
    require(True, "Du kan ikke endre dette.")
    with pytest.raises(Refusal) as refusal:
        require(False, "Du kan ikke endre dette.")
    assert (refusal.value.sentence, refusal.value.field) == ("Du kan ikke endre dette.", None)
