from django.db import migrations, models

import storstua.base.clock


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_walls")]

    operations = [
        migrations.RemoveField("entry", "previous_hash"),
        migrations.RemoveField("entry", "row_hash"),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("entry_id", models.BigIntegerField(unique=True)),
                ("at", models.DateTimeField()),
                ("body", models.BinaryField(max_length=32)),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "db_table": "audit_link",
                "indexes": [models.Index(fields=["organisation_id", "id"], name="audit_chain")],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField(default=storstua.base.clock.now)),
                ("link_id", models.BigIntegerField()),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "db_table": "audit_head",
                "indexes": [
                    models.Index(fields=["organisation_id", "link_id"], name="audit_heads")
                ],
            },
        ),
    ]
