"""Paths of notices count from the organisation's front page, without its slug."""

from django.db import migrations
from django.db.models import Value
from django.db.models.functions import Concat, Substr


def leave_out_slugs(apps, schema_editor):
    for organisation, rows in notices_by_organisation(apps, schema_editor):
        slug = f"/{organisation.slug}/"
        rows.filter(path__startswith=slug).update(path=Substr("path", len(slug)))


def put_slugs_back(apps, schema_editor):
    for organisation, rows in notices_by_organisation(apps, schema_editor):
        path = Concat(Value(f"/{organisation.slug}"), "path")
        rows.exclude(path="").update(path=path)


def notices_by_organisation(apps, schema_editor):
    own = schema_editor.connection.alias
    notices = apps.get_model("notices", "Notice").objects.using(own)
    for organisation in apps.get_model("organisations", "Organisation").objects.using(own):
        yield organisation, notices.filter(organisation=organisation)


class Migration(migrations.Migration):
    dependencies = [("notices", "0003_about"), ("organisations", "0003_tagline")]

    operations = [migrations.RunPython(leave_out_slugs, put_slugs_back)]
