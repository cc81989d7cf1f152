import pytest
from django.db import connection

from storstua.base.door_check import views_behind
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def test_front_lists_those_that_wish_it(client):
    make_organisation("havblikk", "Havblikk")
    make_organisation("fjellheim", "Fjellheim")
    Organisation.objects.filter(slug="fjellheim").update(is_listed=False)
    page = client.get("/").content.decode()
    assert "Havblikk" in page
    assert "Fjellheim" not in page


def test_health_tells_that_no_worker_is_there(client):
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_workers")
    answer = client.get("/helse/")
    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "down", "web": "ok", "database": "ok", "worker": "down"},
    )


def test_crawlers_are_kept_out_of_work_and_seeker_areas(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /b/" in lines
    closed = {
        path.strip("/").split("/")[0]
        for path, view in views_behind("storstua.config.organisation_urls")
        if view.door.name != "open to all"
    }
    assert len(closed) >= 18
    wanted = {f"Disallow: {start}/{area}/" for area in closed for start in ("", "/*")}
    assert wanted - set(lines) == set()


def test_security_txt_names_a_contact(client):
    assert client.get("/.well-known/security.txt").content.startswith(b"Contact: ")


def test_slug_without_slash_leads_to_the_organisation(client):
    make_organisation("havblikk", "Havblikk")
    make_organisation("fjellheim", "Fjellheim")
    answer = client.get("/havblikk")
    assert (answer.status_code, answer["Location"]) == (301, "/havblikk/")
