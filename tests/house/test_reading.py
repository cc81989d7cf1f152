"""Reading writes nothing: a page that tries is stopped."""

import pytest
from django.db import connection

from storstua.base import middleware
from storstua.base.models import Attempts, SentForm


@pytest.mark.django_db
def test_a_page_that_writes_is_stopped():
    with (
        connection.execute_wrapper(middleware._forbid_writing),
        pytest.raises(middleware.WroteInRead),
    ):
        SentForm.objects.create(key="x")


@pytest.mark.django_db
def test_throttle_counters_may_be_written_by_a_page():
    with connection.execute_wrapper(middleware._forbid_writing):
        Attempts.objects.create(bucket="x", span_starts_at="2026-01-01T00:00Z", count=1)
    assert Attempts.objects.count() == 1


def test_the_exempt_tables_are_these():
    assert middleware.EXEMPT_TABLES == ("base_attempts", "base_cache", "people_session")
