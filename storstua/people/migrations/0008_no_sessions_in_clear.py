"""Drops the table in which sessions stood under their key in clear, where there is one."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0007_sessions")]

    operations = [
        migrations.RunSQL("drop table if exists django_session", migrations.RunSQL.noop),
    ]
