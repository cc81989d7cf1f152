from datetime import timedelta

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from storstua.base import clock
from storstua.base.tenancy import in_each_organisation

WRITTEN = ("", "chat")


def open_talks(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give those who talk by telephone or in person a talk of their own, with a time, as from now.

    From before there was one: such talks had no end, and the number showed for as long.
    """
    asks = apps.get_model("matching", "Ask").objects.select_related("request", "request__person")
    met = asks.filter(answer="yes", conversation_key=None).exclude(met_at=None)
    for ask in met.filter(request__closing=None).exclude(way__in=WRITTEN):
        ask.conversation_key = _talk_of(apps, ask)
        ask.save(update_fields=["conversation_key"])


def _talk_of(apps: Apps, ask):  # type: ignore[no-untyped-def] # rows of the tables of then
    talk = apps.get_model("conversations", "Conversation").objects.create(
        organisation_id=ask.organisation_id,
        county=ask.request.county,
        is_written=False,
        until_on=clock.today() + timedelta(days=ask.span),
    )
    for person in (ask.request.person, ask.supporter.person):
        apps.get_model("conversations", "Participant").objects.create(
            organisation_id=ask.organisation_id,
            conversation=talk,
            person=person,
            shown_name=person.given_name,
        )
    return talk.key


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0011_span"),
        ("conversations", "0005_talks_elsewhere"),
    ]

    operations = [migrations.RunPython(in_each_organisation(open_talks), migrations.RunPython.noop)]
