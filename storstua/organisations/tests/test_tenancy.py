import pytest
from django.db import IntegrityError, connection

from storstua.base.tenancy import inside
from storstua.organisations.models import Branch
from storstua.organisations.tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def test_row_of_another_organisation_cannot_be_pointed_to():
    one, other = make_organisation(slug="forst"), make_organisation(slug="andre")
    parent = Branch.objects.create(organisation=one, name="Fylke")
    with pytest.raises(IntegrityError), inside(other):
        Branch.objects.create(organisation=other, name="Lokallag", parent=parent)
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def test_tests_run_as_the_app_role_that_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_tables where tableowner = current_user")
        assert cursor.fetchone() == (0,)
        cursor.execute("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False, False)
