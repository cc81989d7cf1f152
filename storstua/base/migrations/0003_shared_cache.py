"""The table behind Django's cache: counters of tries, and codes that work once."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("base", "0002_laid_aside")]

    operations = [
        migrations.RunSQL(
            """
            create table base_cache (
                cache_key varchar(255) primary key,
                value text not null,
                expires timestamp with time zone not null
            );
            create index base_cache_expires on base_cache (expires);
            """,
            "drop table base_cache",
        )
    ]
